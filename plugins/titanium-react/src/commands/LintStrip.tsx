import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumReactTranslationRef } from '../translation';
import { LintNotes } from './LintNotes';
import { useStripStyles } from './useStripStyles';

/** A text that runs nothing here but is known to be wrong. */
export function LintStrip(props: {
  statement: ServerStatement;
  lineLabel: string | null;
}) {
  const { statement, lineLabel } = props;
  const classes = useStripStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return (
    <div
      className={classes.strip}
      style={{ paddingTop: 8 }}
      role="group"
      aria-label={t('commands.stripLabel', {
        title: t('commands.lint.label'),
        line: String(statement.line),
      })}
    >
      <LintNotes statement={statement} lineLabel={lineLabel} />
    </div>
  );
}
