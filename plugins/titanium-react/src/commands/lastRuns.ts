import {
  RunSummary,
  ServerStatement,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** As many as a strip shows. */
const MOST = 3;

/** What a statement is aimed at, once its open fields are filled; null where it does not say. */
function filled(
  value: string | string[] | null | undefined,
  values: Record<string, string>,
): string | null {
  if (typeof value !== 'string') return null;
  return values[value] ?? value;
}

/** The newest runs that came from the statement's step, on what it is aimed at once that is filled in; oldest first. */
export function lastRunsOf(
  statement: Pick<ServerStatement, 'stepHash' | 'target' | 'placeholders'>,
  values: Record<string, string>,
  runs: readonly RunSummary[],
): RunSummary[] {
  const open = new Set(
    statement.placeholders
      .map(({ text }) => text)
      .filter(text => values[text] === undefined),
  );
  const { target } = statement;
  const fits = (wanted: string | null, is: string | null) =>
    wanted === null || open.has(wanted) || wanted === is;
  return runs
    .filter(
      run =>
        run.origin.verified &&
        run.origin.stepHash === statement.stepHash &&
        fits(filled(target?.name, values), run.target.name) &&
        fits(filled(target?.namespace, values), run.target.namespace),
    )
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
    .slice(0, MOST)
    .reverse();
}
