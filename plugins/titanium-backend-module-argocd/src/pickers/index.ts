import { InputError } from '@backstage/errors';
import { ARGOCD_APP_NAME_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { Picker } from '@titanium-portal/backstage-plugin-titanium-node';
import { shortRevision } from '../applications/facts';
import { findApplication, targetOf } from '../applications/resolve';
import { ArgoInstances } from '../instances';
import { readHistory } from '../reads/history';
import { listApplications } from '../reads/list';

/** Applications that deliver to the namespace, the entity's own first. */
function applicationPicker(instances: ArgoInstances): Picker {
  return {
    type: 'application',
    async choices({ cluster, namespace }, { entity, signal }) {
      const apps = await listApplications(
        instances,
        { cluster, namespace },
        signal,
      );
      const own = entity?.metadata.annotations?.[ARGOCD_APP_NAME_ANNOTATION];
      const rank = (name: string) => (name === own ? 0 : 1);
      return apps
        .sort((a, b) => rank(a.metadata.name) - rank(b.metadata.name))
        .map(({ metadata, status }) => ({
          value: metadata.name,
          detail: `${status?.sync?.status ?? 'Unknown'}, ${
            status?.health?.status ?? 'Unknown'
          }`,
        }));
    },
  };
}

/** Deployments of the chosen application, newest first. */
function revisionPicker(instances: ArgoInstances): Picker {
  return {
    type: 'revision',
    actionPrefix: 'argocd.',
    async choices({ cluster, namespace, input }, { entity, signal }) {
      const { application, appNamespace } = input;
      if (
        typeof application !== 'string' ||
        !/^[a-z0-9.-]+$/.test(application)
      ) {
        throw Object.assign(new InputError('Choose the application first.'), {
          code: 'placeholder-missing' as const,
        });
      }
      const found = await findApplication(
        instances,
        {
          cluster,
          application,
          appNamespace: typeof appNamespace === 'string' ? appNamespace : null,
        },
        { entity, signal },
      );
      const { ref } = targetOf(instances, found);
      // The caller was authorized for one namespace; what delivers elsewhere is not theirs to list.
      if (namespace !== null && ref.namespace !== namespace) {
        return [];
      }
      const rows = await readHistory(found);
      return rows.map(row => ({
        value: String(row.id),
        detail: [
          row.revisions.map(({ id }) => shortRevision(id)).join(', '),
          row.revisions[0]?.message?.split('\n')[0],
          row.revisions[0]?.author,
          row.images
            .map(image => image.slice(image.lastIndexOf('/') + 1))
            .join(', '),
          row.current ? 'current' : null,
        ]
          .filter(Boolean)
          .join(' · '),
        time: row.deployedAt || undefined,
      }));
    },
  };
}

export function createPickers(instances: ArgoInstances): Picker[] {
  return [applicationPicker(instances), revisionPicker(instances)];
}
