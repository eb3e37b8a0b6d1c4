import { JsonObject } from '@backstage/types';
import {
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { resourcePath } from '../targets';

/** The read, able to tell when the one object that its input names is gone. */
export function withMissing<TInput extends JsonObject>(
  clusters: TitaniumClusters,
  read: Read<TInput>,
): Read<TInput> {
  return {
    ...read,
    async missing(input, context) {
      const { cluster, namespace, kind, name } = await read.target(
        input,
        context,
      );
      if (name === null || kind.includes(',')) {
        return false;
      }
      try {
        await clusters
          .reader(cluster)
          .get(
            resourcePath(clusters.resources(cluster), kind, namespace),
            name,
            {
              signal: context.signal,
            },
          );
        return false;
      } catch (error) {
        if ((error as Error).name === 'NotFoundError') {
          return true;
        }
        throw error;
      }
    },
  };
}
