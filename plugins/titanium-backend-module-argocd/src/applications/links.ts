/** An address that a page may link to; anything but http and https is none. */
export function webLink(url: string): string | null {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    ? url
    : null;
}

const SCP = /^[\w.-]+@([\w.-]+):(?!\/)([\w./~-]+)$/;

/** Host and path of a Git address in any of its notations. */
function repository(url: string): { host: string; path: string } | null {
  const scp = SCP.exec(url);
  if (scp) {
    return { host: scp[1], path: scp[2] };
  }
  if (!URL.canParse(url)) {
    return null;
  }
  const { protocol, hostname, pathname } = new URL(url);
  return ['https:', 'http:', 'ssh:'].includes(protocol)
    ? { host: hostname, path: pathname.replace(/^\/+/, '') }
    : null;
}

/** Where people read a commit, for the hosts whose addresses are known; null for all others. */
export function commitUrl(repo: string, revision: string): string | null {
  const found = repository(repo);
  if (!found || !/^[0-9a-f]{40}$/.test(revision)) {
    return null;
  }
  const path = found.path.replace(/\.git$/, '').replace(/\/+$/, '');
  if (!/^[\w.~-]+(?:\/[\w.~-]+)+$/.test(path) || path.includes('..')) {
    return null;
  }
  const base = `https://${found.host}/${path}`;
  if (/^(?:.+\.)?github\./.test(found.host)) {
    return `${base}/commit/${revision}`;
  }
  if (/^(?:.+\.)?gitlab\./.test(found.host)) {
    return `${base}/-/commit/${revision}`;
  }
  return found.host === 'bitbucket.org' ? `${base}/commits/${revision}` : null;
}

/** An address without what could be a credential in it. */
export function plainRepo(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//');
}
