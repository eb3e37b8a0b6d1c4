import { GitServer } from '../git';
import { Application, Desired, Source, renderSources } from './sources';

const MOST_RENDERED = 64;

/** Renders sources; the same revision gives the same objects, so that comparing them again is cheap. */
export class Renderer {
  private readonly rendered = new Map<string, Desired>();

  constructor(private readonly git: GitServer) {}

  /** Throws `ComparisonError` when there is nothing to render. */
  render(
    app: Application,
    sources: readonly Source[],
    revisions: readonly string[],
  ): Desired {
    const ids = sources.map(
      ({ repoURL, targetRevision }, index) =>
        this.git
          .get(repoURL)
          ?.find(revisions[index] || targetRevision || 'HEAD')?.id,
    );
    const { name } = app.metadata;
    const { namespace } = app.spec.destination ?? {};
    const key = JSON.stringify([name, namespace, sources, ids]);
    let desired = this.rendered.get(key);
    if (!desired) {
      desired = renderSources(this.git, app, sources, revisions);
      if (this.rendered.size >= MOST_RENDERED) {
        this.rendered.clear();
      }
      this.rendered.set(key, desired);
    }
    return desired;
  }
}
