import { titaniumSecretRevealPermission } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
  REDACTED,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { changedSincePlan } from '../preconditions';
import { toCommand } from '../toCommand';
import { RevealInput, revealSchema } from './schemas';
import {
  noSuchKey,
  readOutline,
  readValue,
  secretPreconditions,
  targetOfSecret,
} from './secretObject';

const WHY_NO_UNDO = 'What was seen cannot be taken back.';

async function draft(
  deps: ActionDeps,
  input: RevealInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const { namespace, name, key } = input;
  const outline = await readOutline(deps, input, signal);
  if (!outline.keys.includes(key)) {
    throw noSuchKey(name, key);
  }
  return {
    sentence: `Show the value of key ${key} of Secret ${namespace}/${name}, once and for one minute.`,
    summary: {
      key: 'kubernetes.secretReveal',
      values: { namespace, name, key },
    },
    confirmLabel: 'Allow to see',
    steps: [
      {
        kind: 'grant',
        title: `Show ${key} once`,
        wording: { key: 'kubernetes.secretReveal', values: { key } },
        input: { key },
        preview: {
          source: 'none',
          reason: 'Nothing is changed. That the value was shown is recorded.',
          wording: { key: 'kubernetes.reveal' },
          entries: [],
        },
        preconditions: secretPreconditions(outline),
        fence: 'none',
      },
    ],
    warnings: [
      {
        code: 'secret-shown',
        severity: 'info',
        message: `You see the value once, for a minute, after the run has started. The portal keeps no copy; the audit keeps that you saw it.`,
      },
    ],
    undo: {
      possible: false,
      reason: WHY_NO_UNDO,
      wording: { key: 'kubernetes.reveal' },
    },
  };
}

/** Changes nothing: that the run succeeded is the grant. */
function grantStep(deps: ActionDeps): StepHandler {
  return {
    async apply({ target, input, preconditions }, { signal }) {
      const { metadata, keys } = await readOutline(deps, target, signal);
      const key = String(input.key);
      if (metadata.uid !== preconditions.uid) {
        throw changedSincePlan(
          'The Secret was deleted and made anew since the plan was made; make a new plan.',
        );
      }
      if (!keys.includes(key)) {
        throw changedSincePlan(`The Secret has no key ${key} any more.`);
      }
      return {
        before: null,
        after: { granted: key, value: REDACTED },
        state: { uid: metadata.uid },
      };
    },
    async *verify() {
      yield { type: 'succeeded' };
    },
    // Nothing is written that could come later.
    reconcile: async () => ({ outcome: 'not-applied', final: true }),
  };
}

function decoded(data: string): { value: string; encoding: 'text' | 'base64' } {
  try {
    const bytes = Buffer.from(data, 'base64');
    return {
      value: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      encoding: 'text',
    };
  } catch {
    return { value: data, encoding: 'base64' };
  }
}

/** Shows one value of a Secret, once, to the person who asked, when a second person has agreed. */
export function revealAction(deps: ActionDeps): Action<RevealInput> {
  return {
    id: 'kubernetes.secret.reveal',
    title: 'Show Secret value',
    description:
      'Shows one value of a Secret, once and for a minute, to the person who asked.',
    risk: 'high',
    input: revealSchema,
    confidential: true,
    permission: titaniumSecretRevealPermission,
    undoReason: WHY_NO_UNDO,
    target: async input => targetOfSecret(input),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { grant: grantStep(deps) },
    async reveal({ input, target, steps }, { signal }) {
      const { uid, data } = await readValue(deps, target, input.key, signal);
      if (uid !== steps[0].applied?.state.uid) {
        throw changedSincePlan(
          'The Secret was deleted and made anew since it was granted; make a new plan.',
        );
      }
      return { name: input.key, ...decoded(data) };
    },
    toCommand: input => toCommand(deps, 'kubernetes.secret.reveal', input),
  };
}
