/** Who a request is from. */
export interface User {
  name: string;
  uid?: string;
  groups: readonly string[];
  extra?: Record<string, string[]>;
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** A user with the groups every user of that name has. */
export function userNamed(name: string, groups: string[] = []): User {
  const account = SERVICE_ACCOUNT.exec(name);
  const implied = account
    ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`]
    : [];
  return {
    name,
    groups: [...new Set([...implied, ...groups, 'system:authenticated'])],
  };
}

/** The users the sandbox hands tokens out for, besides service accounts. */
export function tokenUser(name: string): User {
  return userNamed(name, name === 'admin' ? ['system:masters'] : []);
}
