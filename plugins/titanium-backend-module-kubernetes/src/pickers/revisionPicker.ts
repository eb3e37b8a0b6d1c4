import { InputError } from '@backstage/errors';
import {
  Picker,
  redactText,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { readRevisions } from '../actions/undo/revisions';
import { imagesOf, readWorkload } from '../actions/workloads';
import { namespaceOf, textOf } from './scope';

/** Revisions of the chosen workload, newest first, with image, change cause and age. */
export function revisionPicker(clusters: TitaniumClusters): Picker {
  return {
    type: 'revision',
    async choices(scope, { signal }) {
      const { kind, name } = scope.input;
      const found = textOf(name);
      if (
        (kind !== 'deployment' && kind !== 'statefulset') ||
        !found ||
        !/^[a-z0-9.-]+$/.test(found)
      ) {
        throw Object.assign(new InputError('Choose the workload first.'), {
          code: 'placeholder-missing' as const,
        });
      }
      const ref = {
        cluster: scope.cluster,
        namespace: namespaceOf(scope),
        kind,
        name: found,
      };
      const live = await readWorkload(clusters, ref, signal);
      const revisions = await readRevisions(clusters, ref, live, signal);
      return revisions.reverse().map((revision, index) => ({
        value: String(revision.number),
        detail: [
          Object.values(imagesOf(revision.template))
            .map(image => image.slice(image.lastIndexOf('/') + 1))
            .join(', '),
          revision.cause && redactText(revision.cause),
          index === 0 ? 'current' : null,
        ]
          .filter(Boolean)
          .join(' · '),
        time: revision.createdAt ?? undefined,
      }));
    },
  };
}
