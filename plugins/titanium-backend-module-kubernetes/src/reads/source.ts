import { UrlReaderService } from '@backstage/backend-plugin-api';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { readSource } from '../source/readSource';
import { kubectl, scopeFlags } from './command';
import { clusterName, namespaceName } from './schema';

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName.nullable(),
    source: z
      .object({
        type: z.enum(['file', 'kustomize']),
        path: z.string().min(1).max(1024),
      })
      .strict(),
  })
  .strict();

type SourceInput = z.infer<typeof input>;

const NAMESPACE = 'backstage.io/kubernetes-namespace';

/**
 * What the form of an apply begins with: the file that the command names, or what its folder is built to, from the
 * source of the entity whose page asks. One row: `reason` is null when it was found, else it says why there is no text;
 * `files` are those that a folder is built of, a line each.
 */
export function createSourceRead(deps: {
  clusters: TitaniumClusters;
  urlReader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
  /** Milliseconds a file may take. */
  timeout?: number;
}): Read<SourceInput> {
  const { clusters, urlReader, integrations, timeout } = deps;
  return {
    id: 'kubernetes.manifest.source',
    title: 'Read manifest',
    description:
      "Reads the manifest that a command names from the entity's source location",
    input,
    async target({ cluster, namespace }, { entity }) {
      // Throws for an unknown cluster.
      clusters.reader(cluster);
      return {
        cluster,
        namespace:
          namespace ?? entity?.metadata.annotations?.[NAMESPACE] ?? null,
        kind: 'manifest',
        name: null,
      };
    },
    async run({ source }, { entity, logger, signal }) {
      const found = await readSource(source, {
        entity,
        integrations,
        urlReader,
        logger,
        signal,
        timeout,
      });
      const { reason, url, detail, text, files } = {
        reason: null,
        url: null,
        detail: null,
        text: null,
        files: undefined,
        ...found,
      };
      return {
        type: 'rows',
        columns: ['reason', 'url', 'detail', 'text', 'files'],
        rows: [[reason, url, detail, text, files?.join('\n') ?? null]],
      };
    },
    toCommand: ({ source, ...place }) =>
      source.type === 'kustomize'
        ? kubectl('kustomize', source.path)
        : kubectl(
            'apply',
            '-f',
            source.path,
            ...scopeFlags(place),
            '--dry-run=client',
            '-o',
            'yaml',
          ),
  };
}
