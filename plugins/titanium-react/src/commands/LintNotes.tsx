import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import HintIcon from '@material-ui/icons/ReportProblemOutlined';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { ReactNode, useState } from 'react';
import { CopyButton, visibleText } from '../components';
import { healthColor, monospace } from '../theme';
import { titaniumReactTranslationRef, useServerWords } from '../translation';
import { useStripStyles } from './useStripStyles';

const useStyles = makeStyles(
  theme => ({
    note: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: 8,
      padding: '0 8px 6px 12px',
    },
    icon: {
      flexShrink: 0,
      fontSize: 18,
      marginTop: 1,
      color: healthColor(theme, 'degraded'),
    },
    gone: {
      display: 'inline-flex',
      gap: 6,
      minWidth: 0,
      overflowWrap: 'anywhere',
    },
    body: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
    correction: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: 8,
      marginTop: 4,
      padding: '2px 2px 2px 8px',
      background: theme.palette.action.hover,
      borderRadius: 4,
      '& pre': {
        ...monospace,
        flex: 1,
        minWidth: 0,
        margin: '5px 0',
        fontSize: 12,
        lineHeight: '18px',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        // Documents paint their own blocks.
        '&&': { padding: 0, background: 'none', color: 'inherit' },
      },
    },
  }),
  { name: 'TitaniumLintNotes' },
);

function Note(props: {
  children: ReactNode;
  correction?: string | null;
  lineLabel?: string | null;
}) {
  const { children, correction, lineLabel } = props;
  const classes = useStyles();
  const strip = useStripStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.note} data-titanium="lint">
      <HintIcon
        className={classes.icon}
        titleAccess={t('commands.lint.label')}
      />
      <div className={classes.body}>
        {lineLabel && <span className={strip.muted}>{lineLabel} </span>}
        {children}{' '}
        {correction && (
          <button
            type="button"
            className={strip.link}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'commands.lint.hide' : 'commands.lint.show')}
          </button>
        )}
        {correction && open && (
          <div className={classes.correction}>
            <pre>{visibleText(correction)}</pre>
            <CopyButton text={correction} label={t('commands.lint.copy')} />
          </div>
        )}
      </div>
    </div>
  );
}

/** What is known to be wrong with a statement, each with the text as it should be. */
export function LintNotes(props: {
  statement: ServerStatement;
  /** Which line of the block it is about, where no row says so. */
  lineLabel?: string | null;
}) {
  const { statement, lineLabel } = props;
  const { lints = [] } = statement;
  const { message } = useServerWords();
  return (
    <>
      {lints.map(lint => (
        <Note
          key={lint.code}
          correction={lint.correction}
          lineLabel={lineLabel}
        >
          {message(`commands.lints.${lint.code}`, lint.message, lint.values)}
        </Note>
      ))}
    </>
  );
}

/** Says that what a statement names does not exist any more; in the row, so that the text below stays where it is. */
export function GoneNote(props: { statement: ServerStatement }) {
  const { target } = props.statement;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const name = [target?.kind, target?.name].flat().filter(Boolean).join('/');
  return (
    <span className={classes.gone} data-titanium="gone">
      <HintIcon className={classes.icon} aria-hidden />
      {name
        ? t('commands.lint.gone', { name: visibleText(name) })
        : t('commands.lint.goneUnnamed')}
    </span>
  );
}
