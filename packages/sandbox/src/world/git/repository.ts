import { createHash } from 'node:crypto';
import { KubeObject, WorldTime } from '../types';

export interface GitPerson {
  name: string;
  email: string;
}

/** A commit: what it changed against its parent, file by file; null takes a file away. */
export interface GitCommit {
  /** 40 hexadecimal digits. */
  id: string;
  parent: string | null;
  author: GitPerson;
  time: WorldTime;
  message: string;
  tags: string[];
  changes: Record<string, KubeObject | null>;
}

/** Files by path. Manifests are kept as the objects they spell. */
export type GitFiles = Readonly<Record<string, KubeObject>>;

export interface SavedRepository {
  url: string;
  branch: string;
  commits: GitCommit[];
}

const ID = /^[0-9a-f]{7,40}$/;

/** One branch of one repository, oldest commit first. */
export class GitRepository {
  private readonly trees = new Map<string, GitFiles>();

  constructor(
    private readonly seed: string,
    readonly url: string,
    readonly branch: string,
    private readonly commits: GitCommit[] = [],
  ) {}

  get head(): GitCommit | undefined {
    return this.commits.at(-1);
  }

  /** Newest first, those only that changed `path` or something below it when given. */
  log(path = ''): GitCommit[] {
    return this.commits
      .filter(({ changes }) =>
        Object.keys(changes).some(
          name => !path || name === path || name.startsWith(`${path}/`),
        ),
      )
      .reverse();
  }

  /** The commit a revision means: a branch, `HEAD`, a tag, or an id of at least seven digits. */
  find(revision: string): GitCommit | undefined {
    if (!revision || revision === 'HEAD' || revision === this.branch) {
      return this.head;
    }
    return this.commits.findLast(
      ({ id, tags }) =>
        tags.includes(revision) ||
        (ID.test(revision) && id.startsWith(revision)),
    );
  }

  /** All files as of a commit. */
  files(id: string): GitFiles {
    let tree = this.trees.get(id);
    if (!tree) {
      const commit = this.commits.find(item => item.id === id);
      tree = commit
        ? withChanges(
            commit.parent ? this.files(commit.parent) : {},
            commit.changes,
          )
        : {};
      this.trees.set(id, tree);
    }
    return tree;
  }

  commit(
    draft: Pick<GitCommit, 'author' | 'time' | 'message' | 'changes'> & {
      tags?: string[];
    },
  ): GitCommit {
    const parent = this.head?.id ?? null;
    const { author, time, message, changes, tags = [] } = draft;
    const id = createHash('sha1')
      .update(
        JSON.stringify([this.seed, this.url, parent, author, time, message]),
      )
      .update(JSON.stringify(changes))
      .digest('hex');
    const commit = { id, parent, author, time, message, tags, changes };
    this.commits.push(commit);
    return commit;
  }

  /** The changes that put the files a commit touched back to what they were before it. */
  reverse({ parent, changes }: GitCommit): GitCommit['changes'] {
    const before = parent ? this.files(parent) : {};
    return Object.fromEntries(
      Object.keys(changes).map(path => [path, before[path] ?? null]),
    );
  }

  save(): SavedRepository {
    return { url: this.url, branch: this.branch, commits: [...this.commits] };
  }
}

function withChanges(files: GitFiles, changes: GitCommit['changes']): GitFiles {
  const next: Record<string, KubeObject> = { ...files };
  for (const [path, file] of Object.entries(changes)) {
    if (file) {
      next[path] = file;
    } else {
      delete next[path];
    }
  }
  return next;
}
