import { GitCommit, GitRepository } from '../world/git';
import { timestamp } from '../world/objects';
import { Entry, entryAt, nameOf, objectId } from './repositories';

/** Where a repository is served. */
export interface Address {
  /** Of the server, without a last slash. */
  base: string;
  /** `<owner>/<name>`. */
  fullName: string;
}

const encoded = (path: string) =>
  path.split('/').map(encodeURIComponent).join('/');

/** One entry as the API's `ContentsResponse`; only a file that was asked for itself has its text. */
function contentsOf(
  entry: Entry,
  whole: boolean,
  place: Address & { repository: GitRepository; ref: string; branch: boolean },
) {
  const { base, fullName, repository, ref, branch } = place;
  const { path } = entry;
  const sha = objectId(entry);
  const isFile = entry.type === 'file';
  const api = `${base}/api/v1/repos/${fullName}`;
  const self = `${api}/contents/${encoded(path)}?ref=${encodeURIComponent(
    ref,
  )}`;
  const view = `${branch ? 'branch' : 'commit'}/${encoded(ref)}/${encoded(
    path,
  )}`;
  const git = `${api}/git/${isFile ? 'blobs' : 'trees'}/${sha}`;
  const html = `${base}/${fullName}/src/${view}`;
  return {
    name: nameOf(entry),
    path,
    sha,
    last_commit_sha: repository.log(path)[0]?.id ?? '',
    type: entry.type,
    size: isFile ? Buffer.byteLength(entry.text) : 0,
    encoding: isFile && whole ? 'base64' : null,
    content:
      isFile && whole ? Buffer.from(entry.text).toString('base64') : null,
    target: null,
    url: self,
    html_url: html,
    git_url: git,
    download_url: isFile ? `${base}/${fullName}/raw/${view}` : null,
    submodule_git_url: null,
    _links: { self, git, html },
  };
}

/** The answer of `contents`: an object for a file, a list for a folder, undefined for neither. */
export function contents(
  repository: GitRepository,
  commit: GitCommit,
  path: string,
  address: Address & { ref: string },
): unknown {
  const entry = entryAt(repository, commit.id, path);
  const place = {
    ...address,
    repository,
    branch: address.ref === repository.branch,
  };
  return entry?.type === 'dir'
    ? entry.children.map(child => contentsOf(child, false, place))
    : entry && contentsOf(entry, true, place);
}

/** A commit as the API's `Commit`. */
export function commitOf(commit: GitCommit, { base, fullName }: Address) {
  const urlOf = (id: string) =>
    `${base}/api/v1/repos/${fullName}/git/commits/${id}`;
  const created = timestamp(commit.time);
  const person = { ...commit.author, date: created };
  return {
    url: urlOf(commit.id),
    sha: commit.id,
    created,
    html_url: `${base}/${fullName}/commit/${commit.id}`,
    commit: {
      url: urlOf(commit.id),
      author: person,
      committer: person,
      message: `${commit.message}\n`,
    },
    author: null,
    committer: null,
    parents: commit.parent
      ? [{ url: urlOf(commit.parent), sha: commit.parent, created }]
      : [],
    files: Object.entries(commit.changes).map(([filename, file]) => ({
      filename,
      status: file ? 'modified' : 'removed',
    })),
  };
}
