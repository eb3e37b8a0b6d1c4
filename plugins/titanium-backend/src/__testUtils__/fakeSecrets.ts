import {
  CommandReading,
  titaniumSecretRevealPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { FakePlatform } from './FakePlatform';

const place = {
  cluster: z.literal('fake'),
  namespace: z.string(),
  name: z.string(),
};
const updateInput = z
  .object({ ...place, note: z.string(), value: z.null() })
  .strict();
const revealInput = z.object(place).strict();

type UpdateInput = z.infer<typeof updateInput>;
type RevealInput = z.infer<typeof revealInput>;

/** An action that takes a secret value, and one that shows it. */
export function fakeSecretActions(
  platform: FakePlatform,
): [Action<UpdateInput>, Action<RevealInput>] {
  const { values, reads } = platform.secrets;
  const target = async ({ namespace, name }: RevealInput) => ({
    ref: { cluster: 'fake', namespace, kind: 'secret', name, uid: null },
    isSelectedBy: () => false,
  });
  const handler = (write: StepHandler['apply']): StepHandler => ({
    apply: write,
    async *verify() {
      yield { type: 'succeeded' };
    },
    reconcile: async () => ({ outcome: 'not-applied', final: true }),
  });
  const draft = async (name: string, verb: string) => {
    reads.push(name);
    return {
      sentence: `${verb} ${name}.`,
      summary: { key: 'fake.secret', values: {} },
      confirmLabel: verb,
      risk: 'high' as const,
      warnings: [],
      undo: { possible: false },
      steps: [
        {
          kind: 'secret',
          title: verb,
          input: {},
          preview: {
            source: 'computed' as const,
            entries: [{ path: 'data.key', before: '"•"', after: '"•"' }],
          },
          preconditions: { uid: null, generation: null, fieldsHash: null },
          fence: 'none' as const,
        },
      ],
    };
  };
  return [
    {
      id: 'fake.secret.update',
      title: 'Change a secret',
      description: 'Gives a secret another value',
      risk: 'high',
      input: updateInput,
      sealed: { value: z.string().min(1).max(100) },
      confidential: true,
      target,
      draft: ({ name }) => draft(name, 'Change'),
      steps: {
        secret: handler(async ({ target: { name }, sealed }) => {
          values.set(name, sealed!.value);
          return { before: null, after: { changed: true }, state: {} };
        }),
      },
      toCommand: ({ name }) => `fakectl secret ${name}`,
    },
    {
      id: 'fake.secret.reveal',
      title: 'Show a secret',
      description: 'Shows the value of a secret once',
      risk: 'high',
      input: revealInput,
      confidential: true,
      permission: titaniumSecretRevealPermission,
      target,
      draft: ({ name }) => draft(name, 'Show'),
      steps: {
        secret: handler(async () => ({ before: null, after: null, state: {} })),
      },
      reveal: async ({ target: { name } }) => ({
        name,
        value: values.get(name) ?? '',
        encoding: 'text',
      }),
      toCommand: ({ name }) => `fakectl reveal ${name}`,
    },
  ];
}

/** `fakectl form NAME` leaves the size open, `fakectl secret NAME` a note and a value. */
export function fakeForm(
  base: CommandReading,
  verb: string,
  place_: { namespace: string | null; name: string | null },
): CommandReading {
  const input = { cluster: 'fake', ...place_ };
  return {
    ...base,
    verdict: 'form',
    action: verb === 'form' ? 'fake.resize' : 'fake.secret.update',
    input:
      verb === 'form'
        ? { ...input, size: null }
        : { ...input, note: null, value: null },
    reason: null,
  };
}
