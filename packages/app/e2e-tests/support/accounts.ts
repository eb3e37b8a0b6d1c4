import path from 'node:path';

/** The role accounts of the sandbox. */
export const roles = ['developer', 'operator', 'lead'] as const;
export type Role = (typeof roles)[number];

/** State of this run: databases, logs, sessions and what failed tests leave behind. */
export const dataDirectory = path.resolve(__dirname, '../../../../.data/e2e');

/** The session of a role, as Playwright stores it. */
export const sessionFile = (role: Role) =>
  path.join(dataDirectory, 'sessions', `${role}.json`);
