/** One of the sandbox's people. There are no passwords: who reaches the sandbox may be any of them. */
export interface RoleAccount {
  /** Subject of its tokens, and the name of its catalog user. */
  id: string;
  name: { en: string; ko: string };
  /** What the account may do, for the page where it is chosen. */
  about: { en: string; ko: string };
  groups: readonly string[];
}

export const ACCOUNTS: readonly RoleAccount[] = [
  {
    id: 'developer',
    name: { en: 'Developer', ko: '개발자 (developer)' },
    about: {
      en: 'Owns the blog service and acts on it alone.',
      ko: '블로그 서비스를 맡고, 그 서비스만 다룹니다.',
    },
    groups: ['blog-team'],
  },
  {
    id: 'operator',
    name: { en: 'Operator', ko: '운영자 (operator)' },
    about: {
      en: 'Runs the platform and may run every action.',
      ko: '플랫폼을 운영하며 모든 작업을 실행할 수 있습니다.',
    },
    groups: ['platform-operators'],
  },
  {
    id: 'lead',
    name: { en: 'Lead', ko: '리드 (lead)' },
    about: {
      en: 'Owns the gateway, auth and user services and approves risky changes.',
      ko: '게이트웨이, 인증, 사용자 서비스를 맡고 위험한 변경을 승인합니다.',
    },
    groups: ['core-team', 'platform-leads'],
  },
];

export function findAccount(id: string): RoleAccount | undefined {
  return ACCOUNTS.find(account => account.id === id);
}

/** What tokens say about an account. */
export function claimsOf(account: RoleAccount) {
  return {
    sub: account.id,
    name: account.name.en,
    preferred_username: account.id,
    email: `${account.id}@titanium.local`,
    email_verified: true,
    groups: [...account.groups],
  };
}
