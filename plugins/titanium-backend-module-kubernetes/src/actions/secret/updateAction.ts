import type { V1Secret } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  kubernetesPath,
  PlanDraft,
  REDACTED,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { refused } from '../refuse';
import { toCommand } from '../toCommand';
import { gitopsWarning } from '../warnings/workload';
import { writeOnce } from '../writeOnce';
import { secretValue, UpdateInput, updateSchema } from './schemas';
import {
  checkSecret,
  readOutline,
  SecretOutline,
  secretPath,
  secretPreconditions,
  targetOfSecret,
} from './secretObject';
import { usageWarnings } from './usage';

const WHY_NO_UNDO =
  'The portal does not keep the former value, so it cannot bring it back.';
const HIDDEN = JSON.stringify(REDACTED);

function outlineWarnings(
  { keys, metadata }: SecretOutline,
  { name, key }: UpdateInput,
): PlanWarning[] {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  const gitops = gitopsWarning({ metadata }, 'template');
  return [
    ...(keys.includes(key)
      ? []
      : [
          {
            code: 'secret-new-key',
            severity: 'warning' as const,
            message: `Secret ${name} has no key ${key} yet; it is added. Nothing reads it unless it is asked for by that name.`,
            values: { name, key },
          },
        ]),
    ...(owner
      ? [
          {
            code: 'secret-controlled',
            severity: 'danger' as const,
            message: `${owner.kind} ${owner.name} makes this Secret and will put its own value back: change the value there.`,
            values: { kind: owner.kind, owner: owner.name },
          },
        ]
      : []),
    ...(gitops ? [gitops] : []),
  ];
}

async function draft(
  deps: ActionDeps,
  input: UpdateInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const { namespace, name, key } = input;
  const outline = await readOutline(deps, input, signal);
  if (outline.immutable) {
    throw refused(
      `Secret ${name} is immutable: make a new one under another name, and let the workloads use that.`,
    );
  }
  const isNew = !outline.keys.includes(key);
  return {
    sentence: `Give key ${key} of Secret ${namespace}/${name} another value.`,
    summary: {
      key: 'kubernetes.secretUpdate',
      values: { namespace, name, key },
    },
    confirmLabel: 'Change value',
    steps: [
      {
        kind: 'update',
        title: `Change ${key}`,
        wording: { key: 'kubernetes.secretUpdate', values: { key } },
        input: { key },
        preview: {
          source: 'computed',
          entries: [
            {
              path: `data.${key}`,
              before: isNew ? null : HIDDEN,
              after: HIDDEN,
            },
          ],
        },
        preconditions: secretPreconditions(outline),
        fence: 'resourceVersion',
      },
    ],
    warnings: [
      ...(await usageWarnings(deps, input, key, signal)),
      ...outlineWarnings(outline, input),
    ],
    undo: {
      possible: false,
      reason: WHY_NO_UNDO,
      wording: { key: 'kubernetes.secret' },
    },
  };
}

function updateStep(deps: ActionDeps): StepHandler {
  return {
    async apply({ target, input, preconditions, held, sealed }, { signal }) {
      const key = String(input.key);
      const value = sealed?.value;
      if (value === undefined) {
        throw refused('The value that was entered is not there any more.');
      }
      const { result } = await writeOnce({
        read: () => readOutline(deps, target, signal),
        held,
        check: outline => checkSecret(outline, preconditions),
        write: ({ metadata }) =>
          deps.clusters.actor(target.cluster).request<V1Secret>({
            method: 'PATCH',
            path: kubernetesPath(secretPath(target), target.name),
            query: { fieldManager: 'titanium' },
            contentType: 'application/merge-patch+json',
            body: {
              metadata: { resourceVersion: metadata.resourceVersion },
              data: { [key]: Buffer.from(value).toString('base64') },
            },
            signal,
          }),
      });
      // The answer holds all values; only its version is kept.
      const { uid, resourceVersion } = result.metadata ?? {};
      return {
        before: { [key]: REDACTED },
        after: { [key]: REDACTED },
        state: { uid: uid ?? '', resourceVersion: resourceVersion ?? '' },
      };
    },

    async *verify({ target, applied }, { signal }) {
      const { metadata } = await readOutline(deps, target, signal);
      yield metadata.uid === applied.state.uid &&
      metadata.resourceVersion === applied.state.resourceVersion
        ? { type: 'succeeded' }
        : {
            type: 'failed',
            reason: 'It was written, but something else has changed it since.',
            wording: { key: 'kubernetes.changedSince' },
          };
    },

    async reconcile({ target, preconditions }, { signal }) {
      const now = secretPreconditions(await readOutline(deps, target, signal));
      return now.uid === preconditions.uid &&
        now.fieldsHash === preconditions.fieldsHash
        ? { outcome: 'not-applied' }
        : {
            outcome: 'unknown',
            reason:
              'The Secret has changed; whether this run changed it cannot be told without keeping its value.',
          };
    },
  };
}

/** Gives one key of a Secret another value, which nobody sees and nothing keeps. */
export function updateSecretAction(deps: ActionDeps): Action<UpdateInput> {
  return {
    id: 'kubernetes.secret.update',
    title: 'Change Secret value',
    description:
      'Gives one key of a Secret a value that is typed or made by the portal; the other keys stay.',
    risk: 'high',
    input: updateSchema,
    sealed: { value: secretValue },
    confidential: true,
    undoReason: WHY_NO_UNDO,
    target: async input => targetOfSecret(input),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { update: updateStep(deps) },
    toCommand: input => toCommand(deps, 'kubernetes.secret.update', input),
  };
}
