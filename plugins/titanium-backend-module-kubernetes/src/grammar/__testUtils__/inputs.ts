import fc from 'fast-check';
import { stringify } from 'yaml';

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

const rolling = fc.constantFrom('deployment', 'statefulset', 'daemonset');
const host = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map(labels => labels.join('.'));
const url = fc
  .tuple(
    fc.constantFrom('http', 'https'),
    host,
    fc.option(fc.integer({ min: 1024, max: 65_535 }), { nil: null }),
    fc.constantFrom('', '/', '/health', '/a-b/c.d?e=f&g=%20', "/it's"),
  )
  .map(
    ([scheme, name, port, path]) =>
      `${scheme}://${name}${port === null ? '' : `:${port}`}${path}`,
  )
  .filter(text => {
    const { href } = new URL(text);
    return href === text || href === `${text}/`;
  });
const key = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,12}$/);
/** Text of a manifest: whole lines, without what stands for a placeholder. */
const manifest = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'kind: X',
        '',
        'EOF',
        'a: $B `c` \\d',
        'b: \'x\' "y"',
        '$ c',
      ),
      fc.stringMatching(/^[ -~가-힣]{0,30}$/).filter(text => !/</.test(text)),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(lines => `kind: X\n${lines.join('\n')}\n`);

const MANIFEST_KINDS: Record<string, { apiVersion: string; kind: string }> = {
  configmap: { apiVersion: 'v1', kind: 'ConfigMap' },
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment' },
  node: { apiVersion: 'v1', kind: 'Node' },
};

/** Inputs of the actions, those of forms with the fields that the form fills left open. */
export const changes = fc.oneof(
  fc.record({
    id: fc.constant('kubernetes.workload.setImage'),
    input: fc.record({
      ...place,
      kind: rolling,
      name: label,
      images: fc.uniqueArray(
        fc.record({
          container: label,
          image: fc.constantFrom(
            'nginx',
            'nginx:1.25',
            'team/app:v1.2.3-rc_1',
            'host.io:5000/team/sub/app:v1',
            `team/app:v1@sha256:${'a'.repeat(64)}`,
          ),
        }),
        { selector: ({ container }) => container, minLength: 1, maxLength: 3 },
      ),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.autoscaler.edit'),
    input: fc.record({
      ...place,
      name: label,
      minReplicas: fc.constant(null),
      maxReplicas: fc.constant(null),
      cpuUtilization: fc.constant(null),
    }) as fc.Arbitrary<object>,
  }),
  fc.record({
    id: fc.constant('kubernetes.autoscaler.edit'),
    input: fc
      .record(
        {
          ...place,
          name: label,
          minReplicas: fc.integer({ min: 1, max: 10_000 }),
          maxReplicas: fc.integer({ min: 1, max: 10_000 }),
          cpuUtilization: fc.integer({ min: 1, max: 1000 }),
        },
        { requiredKeys: ['cluster', 'namespace', 'name'] },
      )
      .filter(input => Object.keys(input).length > 3) as fc.Arbitrary<object>,
  }),
  fc.record({
    id: fc.constant('kubernetes.cronjob.run'),
    input: fc.record({ ...place, name: label, job: label }),
  }),
  fc.record({
    id: fc.constant('kubernetes.network.probe'),
    input: fc.record({
      ...place,
      probe: fc.oneof(
        fc.record({ type: fc.constant('dns'), host }),
        fc.record({ type: fc.constant('http'), url }),
      ) as fc.Arbitrary<object>,
    }),
  }),
  fc.record({
    id: fc.constantFrom(
      'kubernetes.rollout.pause',
      'kubernetes.rollout.resume',
    ),
    input: fc.record({
      ...place,
      kind: fc.constant('deployment'),
      name: label,
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.manifest.apply'),
    input: fc.record({
      cluster: place.cluster,
      namespace: orNull(label),
      manifest: fc.constant(null) as fc.Arbitrary<string | null>,
      source: fc.record({
        type: fc.constantFrom('file', 'kustomize'),
        path: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ./_'-]{0,20}[a-z]$/),
      }),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.manifest.apply'),
    input: fc.record({
      cluster: place.cluster,
      namespace: orNull(label),
      manifest,
      source: fc.constant({ type: 'stdin', path: null }),
    }),
  }),
  fc.record({
    id: fc.constant('kubernetes.object.edit'),
    input: fc
      .record({
        ...place,
        kind: fc.constantFrom('configmap', 'deployment', 'node'),
        name: label,
        manifest: fc.constant(null),
      })
      .map(input =>
        input.kind === 'node' ? { ...input, namespace: null } : input,
      ),
  }),
  fc.record({
    id: fc.constant('kubernetes.object.edit'),
    input: fc
      .record({
        ...place,
        kind: fc.constantFrom('configmap', 'deployment', 'node'),
        name: label,
        own: fc.boolean(),
        note: fc.constantFrom('# titanium\n', ''),
        rest: fc.stringMatching(/^[ -~가-힣]{0,30}$/),
      })
      .map(({ own, note, rest, ...input }) => {
        const { kind, name } = input;
        const namespace = kind === 'node' ? null : input.namespace;
        const { apiVersion, kind: written } = MANIFEST_KINDS[kind];
        const metadata = {
          name,
          ...(own && namespace !== null ? { namespace } : {}),
        };
        const object = { apiVersion, kind: written, metadata, data: { rest } };
        return {
          ...input,
          namespace,
          manifest: `${note}${stringify(object, {
            defaultStringType: 'QUOTE_DOUBLE',
          })}`,
        };
      }) as fc.Arbitrary<object>,
  }),
  fc.record({
    id: fc.constant('kubernetes.secret.reveal'),
    input: fc.record({ ...place, name: label, key }),
  }),
  fc.record({
    id: fc.constant('kubernetes.secret.update'),
    input: fc.record({ ...place, name: label, key, value: fc.constant(null) }),
  }),
  fc.record({
    id: fc.constant('kubernetes.auth.canI'),
    input: fc
      .record({
        cluster: place.cluster,
        namespace: orNull(label),
        as: orNull(
          fc.constantFrom('jane@x.io', 'system:serviceaccount:a:default'),
        ),
        list: fc.boolean(),
        verb: fc.constantFrom('get', '*', 'deletecollection'),
        resource: fc.constantFrom('pod', '*', 'pod/log', 'deployment/scale'),
        name: orNull(label),
      })
      .map(({ list, ...rest }) =>
        list
          ? { ...rest, list, verb: null, resource: null, name: null }
          : { ...rest, list, name: rest.resource === '*' ? null : rest.name },
      ),
  }),
  fc.record({
    id: fc.constant('kubernetes.cluster.info'),
    input: fc.record({ cluster: place.cluster }),
  }),
  fc.record({
    id: fc.constant('istio.describe'),
    input: fc.record({
      ...place,
      kind: fc.constantFrom('pod', 'service'),
      name: label,
    }),
  }),
  fc.record({
    id: fc.constant('istio.analyze'),
    input: fc.record({ cluster: place.cluster, namespace: orNull(label) }),
  }),
);

const REQUIRED = [
  ...['cluster', 'namespace', 'allNamespaces', 'kinds', 'names'],
  ...['labelSelector', 'fieldSelector', 'output', 'jsonpath', 'sortBy'],
] as never[];

export const commands = fc.oneof(
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
    input: fc.record(
      {
        ...place,
        allNamespaces: fc.constant(false),
        kinds: fc.constantFrom(['pod'], ['event']),
        names: fc.constant([]),
        labelSelector: fc.constant('app=web'),
        fieldSelector: fc.constant(null),
        output: fc.constantFrom('table', 'wide'),
        jsonpath: fc.constant(null),
        sortBy: fc.constant(null),
        labelColumns: fc.constantFrom(['app'], ['app.io/name', 'tier']),
        showLabels: fc.constant(true),
      },
      { requiredKeys: REQUIRED },
    ),
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
        sinceTime: orNull(fc.constantFrom('2024-05-01T10:00:00Z')),
      })
      .map(({ sinceTime, ...input }) => ({
        ...input,
        ...(sinceTime && input.sinceSeconds === null && { sinceTime }),
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
    id: fc.constant('kubernetes.top'),
    input: fc.record({
      cluster: place.cluster,
      namespace: fc.constant(null),
      allNamespaces: fc.constant(false),
      kind: fc.constant('node'),
      name: fc.constant(null),
      labelSelector: fc.constant(null),
      containers: fc.constant(false),
      sortBy: fc.constantFrom('cpu', 'memory'),
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
