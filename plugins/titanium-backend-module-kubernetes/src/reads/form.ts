import { InputError, NotFoundError } from '@backstage/errors';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionContext,
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { formYaml, readLive } from '../actions/manifest/liveObject';
import { getResource, resourcePath } from '../targets';
import { kubectl, scopeFlags } from './command';
import {
  clusterName,
  kindName,
  namespaceName,
  objectName,
  readTarget,
} from './schema';

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName.nullable(),
    kind: kindName,
    name: objectName,
  })
  .strict();

type FormInput = z.infer<typeof input>;

const invalid = (message: string) =>
  Object.assign(new InputError(message), { code: 'invalid-input' as const });

async function run(
  clusters: TitaniumClusters,
  { cluster, namespace, kind, name }: FormInput,
  { signal }: ActionContext,
): Promise<Result> {
  const known = clusters.resources(cluster);
  const { plural, group } = getResource(known, kind);
  if (plural === 'secrets' && group === '') {
    throw invalid(
      `A Secret is not edited as text. Change one of its keys with: kubectl create secret generic ${name} --from-literal=KEY=$VALUE --dry-run=client -o yaml | kubectl apply -f -`,
    );
  }
  const path = resourcePath(known, kind, namespace);
  const live = await readLive(clusters, cluster, path, name, signal);
  if (!live) {
    throw Object.assign(new NotFoundError(`There is no ${kind} ${name}`), {
      code: 'target-not-found' as const,
    });
  }
  const text = formYaml(live);
  if (text === undefined) {
    throw invalid(
      `${kind} ${name} holds what looks like a credential, which the portal does not show. Change the object in its source.`,
    );
  }
  return {
    type: 'objects',
    format: 'yaml',
    objects: [
      {
        ref: { kind, namespace: live.metadata.namespace, name },
        text,
      },
    ],
  };
}

/**
 * An object as the form of an edit begins with it: its own fields, without what only the server writes, and with the
 * state it was read in, so that a text made from an older one is noticed. Unlike `kubernetes.get` it never shows a mark
 * in place of a value, since what the form shows is what is written back.
 */
export function createFormRead(clusters: TitaniumClusters): Read<FormInput> {
  return {
    id: 'kubernetes.form',
    title: 'Open for editing',
    description: 'Shows one object as an edit begins with it',
    input,
    target: async value =>
      readTarget(clusters, value, [value.kind], value.name),
    run: (value, context) => run(clusters, value, context),
    toCommand: value =>
      kubectl(
        'get',
        value.kind,
        value.name,
        ...scopeFlags(value),
        '-o',
        'yaml',
      ),
  };
}
