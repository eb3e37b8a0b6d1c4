import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumReactTranslationRef } from '../translation';
import { AdviceStrip } from './AdviceStrip';
import { LintStrip } from './LintStrip';
import { RunnableStrip } from './RunnableStrip';
import { CommandPlace } from './types';
import { useStripStyles } from './useStripStyles';

/** @public */
export interface CommandBlockProps {
  /** All statements of the block, as the server read them. */
  statements: readonly ServerStatement[];
  place: CommandPlace;
  /** Those whose target does not exist any more. */
  gone?: ReadonlySet<ServerStatement>;
}

/** The statements of a block that get a strip; prose is left alone, unless it is known to be wrong. @public */
export function stripStatements(
  statements: readonly ServerStatement[],
): ServerStatement[] {
  return statements.filter(
    ({ verdict, lints }) => verdict !== 'prose' || Boolean(lints?.length),
  );
}

function stripOf(statement: ServerStatement) {
  if (statement.verdict === 'prose') {
    return LintStrip;
  }
  return runs(statement) ? RunnableStrip : AdviceStrip;
}

function runs(statement: ServerStatement): boolean {
  return (
    statement.action !== null &&
    (statement.verdict === 'read' ||
      statement.verdict === 'change' ||
      statement.verdict === 'form')
  );
}

/** The slim strip below a block of commands: one line for each statement. Nothing for a block of prose. @public */
export function CommandBlock(props: CommandBlockProps) {
  const { statements, place, gone } = props;
  const classes = useStripStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const shown = stripStatements(statements);
  if (shown.length === 0) {
    return null;
  }
  return (
    <div
      className={classes.block}
      role="group"
      aria-label={t('commands.blockLabel')}
      data-titanium="command-block"
    >
      {shown.map((statement, index) => {
        const Strip = stripOf(statement);
        return (
          <Strip
            key={`${index}:${statement.text}`}
            statement={statement}
            place={place}
            gone={gone?.has(statement)}
            lineLabel={
              shown.length > 1
                ? t('commands.line', { line: String(statement.line) })
                : null
            }
          />
        );
      })}
    </div>
  );
}
