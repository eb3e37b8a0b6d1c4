import { Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import {
  Fence,
  KUBERNETES_ID_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ResolvedTarget,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { FakePlatform } from './FakePlatform';

const sizeInput = z
  .object({
    cluster: z.literal('fake'),
    namespace: z.string(),
    name: z.string(),
    size: z.number().int().min(0).max(100),
  })
  .strict();

/** Changes a thing's size: medium risk, high above 50, can be taken back. */
export type SizeInput = z.infer<typeof sizeInput>;

const JOB = { before: null, after: { job: 1 }, state: {} };

export function fakeActions(platform: FakePlatform): Action<SizeInput>[] {
  const target = async ({
    namespace,
    name,
  }: SizeInput): Promise<ResolvedTarget> => {
    const { uid, id } = await platform.look(namespace, name);
    return {
      ref: { cluster: 'fake', namespace, kind: 'thing', name, uid },
      claim: id
        ? { annotation: KUBERNETES_ID_ANNOTATION, value: id }
        : undefined,
      isSelectedBy: (entity: Entity) =>
        entity.metadata.annotations?.[KUBERNETES_ID_ANNOTATION] === id,
    };
  };
  const handler: StepHandler = {
    async apply({ input, preconditions, runId, held }) {
      const { namespace, name, size } = input as SizeInput;
      const { before, after } = await platform.write(
        { namespace, name, size, runId },
        preconditions,
        held,
      );
      return {
        before: { size: before },
        after: { size: after },
        state: { oldSize: before },
      };
    },
    verify: ({ input }, { signal }) =>
      platform.verify(signal, String(input.name)),
    fence: ({ target: { namespace, name } }) =>
      platform.fence(namespace!, name),
    async *diagnose() {
      yield* platform.diagnosis;
    },
    async reconcile({ input, preconditions }) {
      const { namespace, name, size } = input as SizeInput;
      const thing = await platform.look(namespace, name);
      if (thing.generation === preconditions.generation) {
        return { outcome: 'not-applied' };
      }
      return thing.size === size
        ? {
            outcome: 'applied',
            applied: { before: null, after: { size }, state: { oldSize: 2 } },
          }
        : { outcome: 'unknown', reason: 'The thing has another size' };
    },
  };
  const poke: StepHandler = {
    ...handler,
    fence: undefined,
    async apply({ input, runId, held }) {
      const { namespace, name, size } = input as SizeInput;
      await held();
      await platform.poke({ namespace, name, size, runId });
      return { before: null, after: { size }, state: {} };
    },
  };
  const job: StepHandler = {
    ...handler,
    fence: undefined,
    async apply({ input, runId, held }) {
      const { namespace, name, size } = input as SizeInput;
      await held();
      if (!(await platform.createJob({ namespace, name, size, runId }))) {
        throw new ConflictError('There is a job of this name');
      }
      return JOB;
    },
    reconcile: async ({ runId }) =>
      (await platform.hasJob(runId))
        ? { outcome: 'applied', applied: JOB }
        : { outcome: 'not-applied' },
  };
  const draftOf = async (
    input: SizeInput,
    kinds: string[],
    options: { risk?: 'high'; fence?: Fence } = {},
  ): ReturnType<Action<SizeInput>['draft']> => {
    const { risk, fence = 'resourceVersion' } = options;
    const { uid, generation, size } = await platform.look(
      input.namespace,
      input.name,
    );
    return {
      sentence: `Resizes ${input.name} from ${size} to ${input.size}.`,
      summary: { key: 'fake.resize', values: { size: input.size } },
      confirmLabel: `Resize to ${input.size}`,
      risk,
      warnings: [],
      undo: { possible: true },
      steps: kinds.map((kind, index) => ({
        kind,
        title: `Resize ${input.name}`,
        input: { ...input, size: input.size + index - kinds.length + 1 },
        preview: {
          source: 'dry-run',
          entries:
            size === input.size
              ? []
              : [
                  {
                    path: '.size',
                    before: `${size}`,
                    after: `${input.size}`,
                  },
                ],
        },
        preconditions: {
          uid,
          generation: generation + index,
          fieldsHash: `${size}`,
        },
        fence,
      })),
    };
  };
  return [
    {
      id: 'fake.resize',
      title: 'Resize',
      description: 'Changes how big a thing is',
      risk: 'medium',
      input: sizeInput,
      target,
      draft: input =>
        draftOf(input, ['resize'], {
          risk: input.size > 50 ? 'high' : undefined,
        }),
      steps: { resize: handler },
      undo: ({ input, steps }) => {
        const old = steps.at(-1)?.applied?.state.oldSize;
        return typeof old === 'number'
          ? { action: 'fake.resize', input: { ...input, size: old } }
          : undefined;
      },
      toCommand: ({ name, namespace, size }) =>
        `fakectl resize ${name} -n ${namespace} --size=${size}`,
    },
    {
      id: 'fake.grow',
      title: 'Grow in two steps',
      description: 'Resizes twice',
      risk: 'low',
      input: sizeInput,
      undoReason: 'Growing cannot be taken back.',
      target,
      draft: input => draftOf(input, ['first', 'second']),
      steps: { first: handler, second: handler },
      toCommand: ({ name, namespace, size }) =>
        `fakectl grow ${name} -n ${namespace} --size=${size}`,
    },
    ...(['poke', 'job'] as const).map(
      (kind): Action<SizeInput> => ({
        id: `fake.${kind}`,
        title: kind,
        description: 'A change under another fence',
        risk: 'low',
        input: sizeInput,
        undoReason: 'It cannot be taken back.',
        target,
        draft: input =>
          draftOf(input, [kind], {
            fence: kind === 'job' ? 'deterministicName' : 'none',
          }),
        steps: { poke, job },
        toCommand: ({ name, namespace, size }) =>
          `fakectl ${kind} ${name} -n ${namespace} --size=${size}`,
      }),
    ),
  ];
}
