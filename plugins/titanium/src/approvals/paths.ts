/** Where the list of what waits for approval stands. */
export const APPROVALS_PATH = '/titanium/plans';

/** The page of one plan. */
export function planPath(id: string): string {
  return `${APPROVALS_PATH}/${encodeURIComponent(id)}`;
}
