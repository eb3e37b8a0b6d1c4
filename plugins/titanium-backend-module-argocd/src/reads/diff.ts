import { InputError } from '@backstage/errors';
import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { findApplication, FoundApplication } from '../applications/resolve';
import { sourcesOf } from '../applications/facts';
import { RevisionOf } from '../client/ArgoClient';
import { desiredDiff, manifestDiff } from '../diff/objects';
import { printCommand } from '../grammar/print';
import { ArgoInstances } from '../instances';
import { resourceKey } from '../views/delivery/resourceRows';
import { placesOfRead } from './place';
import { DiffInput, diffSchema } from './schemas';

function wantedOf(
  { app }: FoundApplication,
  { revisions }: DiffInput,
): RevisionOf | null {
  const sources = sourcesOf(app.spec).length;
  if (revisions.length > Math.max(sources, 1)) {
    throw Object.assign(
      new InputError(
        `${app.metadata.name} has ${sources} sources, fewer than revisions were given`,
      ),
      { code: 'invalid-input' as const },
    );
  }
  return revisions.length === 0
    ? null
    : { revisions, historyId: null, multiSource: sources > 1 };
}

export function diffRead(instances: ArgoInstances): Read<DiffInput> {
  return {
    id: 'argocd.app.diff',
    title: 'Difference of an application',
    description:
      'How the cluster differs from the sources, or from an earlier deployment. Values of Secrets are never shown.',
    input: diffSchema,
    ...placesOfRead(instances),
    async run(input, { entity, signal }) {
      const found = await findApplication(instances, input, { entity, signal });
      const { app, id, instance } = found;
      const wanted = wantedOf(found, input);
      const [resources, manifests] = await Promise.all([
        instance.client.managedResources(id, signal),
        wanted ? instance.client.manifests(id, wanted, signal) : null,
      ]);
      if (!manifests) {
        return { type: 'diff', objects: desiredDiff(resources) };
      }
      const synced = new Set(
        (app.status?.resources ?? [])
          .filter(({ status }) => status === 'Synced')
          .map(resourceKey),
      );
      const { objects } = manifestDiff(resources, manifests, resource =>
        synced.has(resourceKey(resource)),
      );
      return { type: 'diff', objects };
    },
    toCommand: input => printCommand('argocd.app.diff', input),
  };
}
