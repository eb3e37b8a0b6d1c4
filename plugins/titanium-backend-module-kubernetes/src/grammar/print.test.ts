import { readBlock } from '@titanium-portal/backstage-plugin-titanium-common';
import fc from 'fast-check';
import guide from './__fixtures__/guideCommands.json';
import { istioctlGrammar, kubectlGrammar, printCommand } from './index';

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const count = fc.integer({ min: 0, max: 99999 });
const positive = fc.integer({ min: 1, max: 99999 });
const selector = fc.constantFrom(
  'app=web',
  'app=web,tier!=db',
  'tier in (a, b)',
  '!canary',
);
const place = {
  cluster: fc.constant('titanium'),
  namespace: label as fc.Arbitrary<string | null>,
};

const commands = fc.oneof(
  fc.record({
    id: fc.constant('kubernetes.workload.scale'),
    input: fc.record({
      ...place,
      kind: fc.constantFrom('deployment', 'statefulset'),
      name: label,
      replicas: count,
      currentReplicas: orNull(count),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.workload.restart'),
    input: fc.record({
      ...place,
      kind: fc.constantFrom('deployment', 'statefulset', 'daemonset'),
      name: label,
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.workload.undo'),
    input: fc.record({
      ...place,
      kind: fc.constantFrom('deployment', 'statefulset'),
      name: label,
      revision: orNull(positive),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.pod.delete'),
    input: fc.record({ ...place, name: label }),
  }),
  fc.record({
    id: fc.constantFrom(
      'kubernetes.rollout.status',
      'kubernetes.rollout.history',
    ),
    input: fc.record({
      ...place,
      kind: fc.constantFrom('deployment', 'statefulset', 'daemonset'),
      name: label,
      revision: orNull(positive),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.get'),
    input: fc.record({
      ...place,
      allNamespaces: fc.constant(false),
      kinds: fc.constantFrom(['pod'], ['service', 'deployment']),
      names: fc.constant([]),
      labelSelector: orNull(selector),
      fieldSelector: orNull(fc.constant('status.phase=Running')),
      output: fc.constantFrom('table', 'wide', 'yaml', 'json', 'name'),
      jsonpath: fc.constant(null),
      sortBy: orNull(fc.constant('.metadata.name')),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.get'),
    input: fc.record({
      cluster: place.cluster,
      namespace: fc.constant(null),
      allNamespaces: fc.constant(true),
      kinds: fc.constant(['secret']),
      names: fc.constant([]),
      labelSelector: orNull(selector),
      fieldSelector: fc.constant(null),
      output: fc.constantFrom('table', 'yaml'),
      jsonpath: fc.constant(null),
      sortBy: fc.constant(null),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.get'),
    input: fc.record({
      ...place,
      allNamespaces: fc.constant(false),
      kinds: fc.constant(['configmap']),
      names: fc.uniqueArray(label, { minLength: 1, maxLength: 3 }),
      labelSelector: fc.constant(null),
      fieldSelector: fc.constant(null),
      output: fc.constant('jsonpath'),
      // What looks like a placeholder is one, quoted or not.
      jsonpath: fc
        .stringMatching(/^[ -~]{1,30}$/)
        .filter(text => !/<[A-Za-z]/.test(text)),
      sortBy: fc.constant(null),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.describe'),
    input: fc.record({
      ...place,
      kind: fc.constantFrom('pod', 'ingress'),
      name: label,
      labelSelector: fc.constant(null),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.logs'),
    input: fc
      .record({
        ...place,
        pod: orNull(label),
        workload: fc.record({
          kind: fc.constantFrom('deployment', 'job'),
          name: label,
        }),
        labelSelector: fc.constant(null),
        container: orNull(label),
        allContainers: fc.boolean(),
        previous: fc.boolean(),
        follow: fc.boolean(),
        tail: orNull(count),
        sinceSeconds: orNull(positive),
        timestamps: fc.boolean(),
      })
      .map(input => ({
        ...input,
        workload: input.pod === null ? input.workload : null,
        allContainers: input.container === null && input.allContainers,
      })),
  }),
  fc.record({
    id: fc.constant('kubernetes.top'),
    input: fc.record({
      ...place,
      allNamespaces: fc.constant(false),
      kind: fc.constant('pod'),
      name: orNull(label),
      labelSelector: fc.constant(null),
      containers: fc.boolean(),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.events'),
    input: fc.record({
      ...place,
      allNamespaces: fc.constant(false),
      involvedKind: fc.constant('pod'),
      involvedName: label,
      fieldSelector: fc.constantFrom(null, 'type=Warning'),
      sortBy: fc.constant(null),
    }),
  }),
);

function read(text: string, withContext = false) {
  const [statement] = readBlock(text, {
    language: 'bash',
    grammars: [kubectlGrammar, istioctlGrammar],
    context: withContext
      ? { clusters: ['other', 'titanium'] }
      : { clusters: ['titanium'] },
  });
  return { id: statement.action, input: statement.input };
}

describe('printCommand', () => {
  it('prints what reads back as the same', () => {
    fc.assert(
      fc.property(commands, fc.boolean(), ({ id, input }, withContext) => {
        const text = printCommand(id, input, { withContext });
        expect(read(text, withContext)).toEqual({ id, input });
      }),
      { numRuns: 2000 },
    );
  });

  it.each(
    guide
      .filter(({ action }) => action)
      .map(entry => [entry.text, entry] as const),
  )('reprints %s', (_, { action, input }) => {
    const text = printCommand(action!, input!);
    expect(read(text)).toEqual({ id: action, input });
  });
});
