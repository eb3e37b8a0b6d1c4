import { GitCommit, GitRepository, SavedRepository } from './repository';

type PushListener = (repository: GitRepository, commit: GitCommit) => void;

/** The repositories that the platform is delivered from. */
export class GitServer {
  private readonly repositories = new Map<string, GitRepository>();
  private readonly listeners = new Set<PushListener>();

  /** Commit ids follow from `seed`, so that the same World has the same history. */
  constructor(private readonly seed: string) {}

  create(url: string, branch = 'main'): GitRepository {
    const repository = new GitRepository(this.seed, url, branch);
    this.repositories.set(url, repository);
    return repository;
  }

  get(url: string): GitRepository | undefined {
    return this.repositories.get(url);
  }

  /** Commits to a repository's branch, and tells everybody who waits for pushes. */
  push(
    url: string,
    draft: Parameters<GitRepository['commit']>[0],
  ): GitCommit | undefined {
    const repository = this.get(url);
    const commit = repository?.commit(draft);
    if (repository && commit) {
      this.listeners.forEach(listener => listener(repository, commit));
    }
    return commit;
  }

  onPush(listener: PushListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  save(): SavedRepository[] {
    return [...this.repositories.values()].map(item => item.save());
  }

  restore(saved: readonly SavedRepository[]): void {
    this.repositories.clear();
    for (const { url, branch, commits } of saved) {
      this.repositories.set(
        url,
        new GitRepository(this.seed, url, branch, [...commits]),
      );
    }
  }
}
