/** Where the list of runs stands. */
export const RUNS_PATH = '/titanium/runs';

/** The page of one run. */
export function runPath(id: string): string {
  return `${RUNS_PATH}/${encodeURIComponent(id)}`;
}
