import { ArgoClient, RevisionOf } from '../client/ArgoClient';
import { AppId } from '../client/types';

const MOST = 1000;
const FAILED_MS = 5 * 60_000;

interface PodSpec {
  containers?: { image?: unknown }[];
  initContainers?: { image?: unknown }[];
}

/** Images of the pod templates of manifests. */
export function imagesOfManifests(manifests: readonly string[]): string[] {
  const images = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 8) {
      return;
    }
    const { containers, initContainers } = value as PodSpec;
    [containers, initContainers].forEach(list => {
      if (Array.isArray(list)) {
        list.forEach(item => {
          if (typeof item?.image === 'string') {
            images.add(item.image);
          }
        });
      }
    });
    Object.values(value).forEach(item => visit(item, depth + 1));
  };
  manifests.forEach(text => {
    try {
      visit((JSON.parse(text) as { spec?: unknown } | null)?.spec, 0);
    } catch {
      // Not a manifest.
    }
  });
  return [...images].sort();
}

/** Images that revisions of applications bring, asked of their manifests once. */
export class ManifestImages {
  private readonly found = new Map<
    string,
    { images: string[]; failedAt?: number }
  >();
  private readonly loading = new Map<string, Promise<string[]>>();

  constructor(private readonly client: ArgoClient) {}

  private key(app: AppId, of: RevisionOf): string {
    return [app.namespace ?? '', app.name, ...of.revisions].join(' ');
  }

  /** Null while unknown. */
  known(app: AppId, of: RevisionOf): string[] | null {
    return this.found.get(this.key(app, of))?.images ?? null;
  }

  isOpen(app: AppId, of: RevisionOf): boolean {
    const entry = this.found.get(this.key(app, of));
    return (
      !entry ||
      (entry.failedAt !== undefined && Date.now() - entry.failedAt > FAILED_MS)
    );
  }

  /** Never rejects; none when Argo CD cannot tell. Whoever asks first may leave, as in `Revisions`. */
  load(app: AppId, of: RevisionOf): Promise<string[]> {
    const key = this.key(app, of);
    const running = this.loading.get(key);
    if (running) {
      return running;
    }
    if (!this.isOpen(app, of)) {
      return Promise.resolve(this.known(app, of) ?? []);
    }
    const asked = this.client
      .manifests(app, of)
      .then(manifests => {
        const images = imagesOfManifests(manifests);
        this.found.set(key, { images });
        return images;
      })
      .catch(() => {
        this.found.set(key, { images: [], failedAt: Date.now() });
        return [];
      })
      .finally(() => {
        this.loading.delete(key);
        if (this.found.size > MOST) {
          this.found.delete(this.found.keys().next().value!);
        }
      });
    this.loading.set(key, asked);
    return asked;
  }
}
