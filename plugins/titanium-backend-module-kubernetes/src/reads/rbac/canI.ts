import { InputError } from '@backstage/errors';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionContext,
  ClusterClient,
  Read,
  redactText,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { printCommand } from '../../grammar/print';
import { findResource } from '../../targets';
import { clusterName, namespaceName, objectName } from '../schema';
import { Grant, grantsOf } from './grants';
import { reviewAccess, reviewRules } from './reviews';
import { allows, Rule, ruleLines, Wanted } from './rules';
import { accountNamespace, RbacUser, userNamed } from './subjects';

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName.nullable(),
    as: z
      .string()
      .regex(/^[A-Za-z0-9][\w:.@+-]{0,252}$/, 'is not the name of a user')
      .nullable(),
    list: z.boolean(),
    verb: z
      .string()
      .regex(/^(?:\*|[a-z]{1,40})$/, 'is no verb')
      .nullable(),
    resource: z
      .string()
      .regex(
        /^(?:\*(?:\/[a-z]{1,40})?|[A-Za-z][\w.-]{0,252}(?:\/[a-z]{1,40})?|\/[\w./-]{0,252})$/,
        'is neither a resource nor a path',
      )
      .nullable(),
    name: objectName.nullable(),
  })
  .strict()
  .refine(
    ({ list, verb, resource }) =>
      list
        ? verb === null && resource === null
        : verb !== null && resource !== null,
    'asks either for a list, or for a verb and a resource',
  );

type CanIInput = z.infer<typeof input>;

function wantedOf(clusters: TitaniumClusters, value: CanIInput): Wanted {
  const verb = value.verb!;
  const text = value.resource!;
  if (text.startsWith('/')) {
    return { verb, path: text };
  }
  const [word, subresource] = text.split('/');
  const found =
    word === '*'
      ? undefined
      : findResource(clusters.resources(value.cluster), word);
  const dot = word.indexOf('.');
  // As kubectl: what the cluster does not serve is asked for as it is written.
  const plain = dot === -1 ? word : word.slice(0, dot);
  const group = dot === -1 ? '' : word.slice(dot + 1);
  const resource = found?.plural ?? plain;
  return {
    verb,
    group: found?.group ?? group,
    resource: subresource ? `${resource}/${subresource}` : resource,
    name: value.name,
  };
}

/** `[get list]`, as kubectl prints lists. */
const bracketed = (items: readonly string[]) => `[${items.join(' ')}]`;

function ruleTable(rules: readonly Rule[]): Result {
  return {
    type: 'table',
    columns: [
      { name: 'Resources', type: 'string' },
      { name: 'Non-Resource URLs', type: 'string' },
      { name: 'Resource Names', type: 'string' },
      { name: 'Verbs', type: 'string' },
    ],
    rows: ruleLines(rules).map(({ resource, url, names, verbs }) => ({
      cells: [
        resource,
        bracketed(url === null ? [] : [url]),
        bracketed(names),
        bracketed(verbs),
      ],
    })),
  };
}

/** The account that changes things for the portal; the reading one where nothing can be changed. */
function ownClient(clusters: TitaniumClusters, cluster: string): ClusterClient {
  try {
    return clusters.actor(cluster);
  } catch (error) {
    if ((error as Error).name === 'NotAllowedError') {
      return clusters.reader(cluster);
    }
    throw error;
  }
}

async function listRules(
  clusters: TitaniumClusters,
  { cluster, namespace, as }: CanIInput,
  signal: AbortSignal,
): Promise<Result> {
  if (as !== null) {
    const grants = await grantsOf(
      clusters.reader(cluster),
      userNamed(as),
      namespace,
      signal,
    );
    return ruleTable(grants.map(({ rule }) => rule));
  }
  if (namespace === null) {
    throw Object.assign(
      new InputError('Name the namespace whose rules are asked for'),
      { code: 'invalid-input' as const },
    );
  }
  const { rules } = await reviewRules(
    ownClient(clusters, cluster),
    namespace,
    signal,
  );
  return ruleTable(rules);
}

/** The server's answer; computed from the objects where the portal may not ask for others. */
async function decide(
  client: ClusterClient,
  user: RbacUser,
  wanted: Wanted,
  namespace: string | null,
  grants: readonly Grant[],
  signal: AbortSignal,
): Promise<{ allowed: boolean; reason: string }> {
  try {
    return await reviewAccess(client, user, wanted, namespace, signal);
  } catch (error) {
    if ((error as Error).name !== 'NotAllowedError') {
      throw error;
    }
    return {
      allowed: grants.some(({ rule }) => allows(rule, wanted)),
      reason: 'by the roles and bindings alone',
    };
  }
}

async function answer(
  clusters: TitaniumClusters,
  value: CanIInput,
  signal: AbortSignal,
): Promise<Result> {
  const { cluster, namespace, as } = value;
  const wanted = wantedOf(clusters, value);
  if (as === null) {
    const own = ownClient(clusters, cluster);
    const self = await reviewAccess(own, null, wanted, namespace, signal);
    return { type: 'text', text: self.allowed ? 'yes' : 'no' };
  }
  const user = userNamed(as);
  const reader = clusters.reader(cluster);
  const grants = await grantsOf(reader, user, namespace, signal);
  const { allowed, reason } = await decide(
    reader,
    user,
    wanted,
    namespace,
    grants,
    signal,
  );
  const sources = grants
    .filter(({ rule }) => allows(rule, wanted))
    .map(({ source }) => source);
  const why = allowed ? [...new Set(sources)] : [redactText(reason)];
  return {
    type: 'text',
    text: [allowed ? 'yes' : 'no', ...why.filter(Boolean)].join('\n'),
  };
}

/**
 * `kubectl auth can-i`. Whose rights others have is worked out from RBAC objects or asked by a SubjectAccessReview; the
 * portal impersonates nobody. Without `as` the answer is about the portal's own account.
 */
export function createCanIRead(clusters: TitaniumClusters): Read<CanIInput> {
  return {
    id: 'kubernetes.auth.canI',
    title: 'Check rights',
    description: 'What an account may do, or whether it may do one thing',
    input,
    async target({ cluster, namespace, as }) {
      // Throws for an unknown cluster.
      clusters.reader(cluster);
      // A namespace's readers may know what its own service accounts may; other people's rights are for operators.
      const isOwn =
        as !== null && namespace !== null && accountNamespace(as) === namespace;
      return {
        cluster,
        namespace: isOwn ? namespace : null,
        kind: 'rolebinding',
        name: null,
      };
    },
    run: (value, { signal }: ActionContext) =>
      value.list
        ? listRules(clusters, value, signal)
        : answer(clusters, value, signal),
    toCommand: value =>
      printCommand('kubernetes.auth.canI', value, {
        withContext: clusters.names().length > 1,
      }),
  };
}
