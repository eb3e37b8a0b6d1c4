import { JsonObject } from '@backstage/types';
import { parse, stringify } from 'yaml';
import {
  KubernetesPortal,
  startKubernetesPortal,
} from '../../__testUtils__/portal';

jest.setTimeout(120_000);

const NAMESPACE = 'titanium-prod';
const BLOG = 'prod-blog-service-deployment';
const GATEWAY = 'prod-api-gateway-deployment';

let portal: KubernetesPortal;
beforeAll(async () => {
  portal = await startKubernetesPortal();
});
afterAll(() => portal?.stop());

/** An object as the form shows it. */
async function formText(kind: string, name: string): Promise<string> {
  const { status, body } = await portal.call('operator', '/read', {
    action: {
      id: 'kubernetes.form',
      input: { cluster: 'titanium', namespace: NAMESPACE, kind, name },
    },
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.result.objects[0].text;
}

const formOf = async (kind: string, name: string): Promise<any> =>
  parse(await formText(kind, name));

const apply = (
  person: 'developer' | 'operator',
  ...objects: (object | string)[]
) =>
  portal.plan(person, 'kubernetes.manifest.apply', {
    namespace: NAMESPACE,
    manifest: objects
      .map(each => (typeof each === 'string' ? each : stringify(each)))
      .join('---\n'),
    source: { type: 'stdin', path: null },
  });

const edit = (
  person: 'developer' | 'operator',
  kind: string,
  name: string,
  object: object,
) =>
  portal.plan(person, 'kubernetes.object.edit', {
    namespace: NAMESPACE,
    kind,
    name,
    manifest: stringify(object),
  });

/** What one would keep in Git of a service's deployment. */
async function manifestOf(name: string): Promise<any> {
  const { metadata, ...rest } = await formOf('deployment', name);
  return {
    ...rest,
    metadata: {
      name,
      labels: metadata.labels,
      annotations: metadata.annotations,
    },
  };
}

const configMap = (name: string, data: JsonObject) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

const codes = (plan: any) => plan.warnings.map(({ code }: any) => code);

describe('applying a manifest', () => {
  it('changes one object of its owner, is followed, and can be taken back', async () => {
    const manifest = await manifestOf(BLOG);
    const [container] = manifest.spec.template.spec.containers;
    const before = container.resources.limits.memory;
    container.resources.limits.memory = '384Mi';
    const { body: plan } = await apply('developer', manifest);
    expect(plan).toMatchObject({
      risk: 'medium',
      decision: { allowed: true },
      target: { kind: 'deployment', name: BLOG },
      steps: [{ preview: { source: 'dry-run' }, fence: 'resourceVersion' }],
      undo: { possible: true },
    });
    expect(plan.steps[0].preview.entries).toEqual([
      {
        path: 'spec.template.spec.containers[blog-service].resources.limits.memory',
        before: `"${before}"`,
        after: '"384Mi"',
      },
    ]);
    const run = await portal.carryOut('developer', plan);
    expect(run).toMatchObject({ state: 'succeeded' });
    const limits = (object: any) =>
      object.spec.template.spec.containers[0].resources.limits.memory;
    expect(limits(await formOf('deployment', BLOG))).toBe('384Mi');

    const { body: undo } = await portal.call(
      'developer',
      `/runs/${run.id}/undo`,
      {},
    );
    expect(undo).toMatchObject({
      action: 'kubernetes.object.edit',
      decision: { allowed: true },
    });
    expect((await portal.carryOut('developer', undo)).state).toBe('succeeded');
    expect(limits(await formOf('deployment', BLOG))).toBe(before);
  });

  it('removes what the last applied manifest had and this one has not', async () => {
    const manifest = await manifestOf(BLOG);
    const [container] = manifest.spec.template.spec.containers;
    container.env.push({ name: 'FEATURE', value: 'beta' });
    const first = await apply('operator', manifest);
    await portal.carryOut('operator', first.body);
    container.env.pop();
    const { body: plan } = await apply('operator', manifest);
    expect(plan.steps[0].preview.entries).toEqual([
      {
        path: 'spec.template.spec.containers[blog-service].env[FEATURE]',
        before: '{"name":"FEATURE","value":"beta"}',
        after: null,
      },
    ]);
  });

  it('leaves what others have set, as kubectl does', async () => {
    const manifest = await manifestOf(GATEWAY);
    delete manifest.spec.replicas;
    const { body: plan } = await apply('operator', manifest);
    expect(plan.steps[0].preview.entries).toEqual([]);
    expect(codes(plan)).toContain('no-change');
  });

  it('is refused on an object of another service', async () => {
    const manifest = await manifestOf(GATEWAY);
    manifest.spec.template.spec.containers[0].image = 'evil/image:v1';
    const { body: plan } = await apply('developer', manifest);
    expect(plan.decision).toMatchObject({ allowed: false, code: 'not-owner' });
    expect((await portal.run('developer', plan.id)).status).toBe(403);
  });

  it('does not become an owner by writing the label of one', async () => {
    const theirs = await manifestOf(GATEWAY);
    theirs.metadata.labels['backstage.io/kubernetes-id'] = 'prod-blog-service';
    const { body: plan } = await apply('developer', theirs);
    expect(plan.decision).toMatchObject({ allowed: false, code: 'not-owner' });

    const fresh = configMap('brand-new', { a: 'b' });
    Object.assign(fresh.metadata, {
      labels: { 'backstage.io/kubernetes-id': 'prod-blog-service' },
    });
    const { body: made } = await apply('developer', fresh);
    expect(made.decision).toMatchObject({ allowed: false, code: 'no-owner' });
  });

  it.each<[string, (manifest: any) => void, string]>([
    [
      'the binding',
      manifest => {
        manifest.metadata.labels['backstage.io/kubernetes-id'] =
          'prod-user-service';
      },
      'metadata.labels."backstage.io/kubernetes-id"',
    ],
    [
      'labels that other services select by',
      manifest => {
        manifest.spec.template.metadata.labels.tier = 'frontend';
      },
      'spec.template.metadata.labels.tier',
    ],
    [
      'its account',
      manifest => {
        manifest.spec.template.spec.serviceAccountName = 'default';
      },
      'spec.template.spec.serviceAccountName',
    ],
    [
      'its rights on the node',
      manifest => {
        manifest.spec.template.spec.containers[0].securityContext = {
          privileged: true,
        };
      },
      'spec.template.spec.containers.blog-service.securityContext.privileged',
    ],
    [
      'the node’s network',
      manifest => {
        manifest.spec.template.spec.hostNetwork = true;
      },
      'spec.template.spec.hostNetwork',
    ],
    [
      'files of the node',
      manifest => {
        manifest.spec.template.spec.volumes = [
          { name: 'host', hostPath: { path: '/' } },
        ];
      },
      'spec.template.spec.volumes.host',
    ],
    [
      'Secrets of others',
      manifest => {
        manifest.spec.template.spec.containers[0].env.push({
          name: 'TAKEN',
          valueFrom: {
            secretKeyRef: { name: 'prod-app-secrets', key: 'JWT_SECRET_KEY' },
          },
        });
      },
      'spec.template.spec.containers.blog-service.env.TAKEN.valueFrom.secretKeyRef',
    ],
    [
      'another container',
      manifest => {
        manifest.spec.template.spec.containers.push({
          name: 'extra',
          image: 'x:v1',
          securityContext: { runAsUser: 0 },
        });
      },
      'spec.template.spec.containers.extra.securityContext.runAsUser',
    ],
    [
      'the mesh',
      manifest => {
        manifest.spec.template.metadata.annotations = {
          ...manifest.spec.template.metadata.annotations,
          'sidecar.istio.io/inject': 'false',
        };
      },
      'spec.template.metadata.annotations."sidecar.istio.io/inject"',
    ],
  ])('needs a second person to change %s', async (_, change, field) => {
    const manifest = await manifestOf(BLOG);
    change(manifest);
    const { status, body: owners } = await apply('developer', manifest);
    expect(status).toBe(200);
    expect(owners).toMatchObject({
      risk: 'high',
      decision: { allowed: false, code: 'risk' },
    });
    const warning = owners.warnings.find(
      ({ code }: any) => code === 'guarded-fields',
    );
    expect(warning.values.fields).toContain(field);
    const { body: operators } = await apply('operator', manifest);
    expect(operators).toMatchObject({
      state: 'awaiting_approval',
      approval: { required: true },
    });
    expect((await portal.run('operator', operators.id)).status).toBe(409);
  });

  it.each<[string, string, (object: any) => void]>([
    [
      'hpa',
      'prod-blog-service-hpa',
      object => {
        object.spec.scaleTargetRef.name = GATEWAY;
      },
    ],
    [
      'service',
      'prod-blog-service',
      object => {
        object.spec.selector = { app: 'api-gateway' };
      },
    ],
    [
      'service',
      'prod-blog-service',
      object => {
        object.spec.externalIPs = ['10.96.40.10'];
      },
    ],
  ])(
    'does not let the owner of a %s reach for others with it',
    async (kind, name, change) => {
      const object = await formOf(kind, name);
      change(object);
      const { body: plan } = await edit('developer', kind, name, object);
      expect(plan).toMatchObject({
        risk: 'high',
        decision: { allowed: false, code: 'risk' },
      });
    },
  );

  it('is for operators when there are several objects, each in its own step', async () => {
    const manifest = await manifestOf(BLOG);
    const { metadata, ...rest } = await formOf('hpa', 'prod-blog-service-hpa');
    const hpa = {
      ...rest,
      metadata: { name: metadata.name, labels: metadata.labels },
    };
    hpa.spec.maxReplicas = 6;
    const { body: owners } = await apply('developer', manifest, hpa);
    expect(owners.decision).toMatchObject({ allowed: false, code: 'no-owner' });

    const { body: plan } = await apply('operator', manifest, hpa);
    expect(plan.steps.map(({ title }: any) => title)).toEqual([
      `Apply deployment/${BLOG}`,
      'Apply horizontalpodautoscaler/prod-blog-service-hpa',
    ]);
    expect(plan.undo).toMatchObject({ possible: false });
    expect(plan.summary.key).toBe('kubernetes.applySeveral');
    // Both are Argo CD's: said once.
    expect(plan.warnings.map(({ code }: any) => code)).toEqual(['gitops']);
    const run = await portal.carryOut('operator', plan);
    expect(run.steps.map(({ state }) => state)).toEqual([
      'succeeded',
      'succeeded',
    ]);
    const after = await formOf('hpa', 'prod-blog-service-hpa');
    expect(after.spec.maxReplicas).toBe(6);
  });

  it('makes what is not there, for operators only', async () => {
    const { body: plan } = await apply(
      'operator',
      configMap('made-here', { LEVEL: 'info' }),
    );
    expect(plan).toMatchObject({
      risk: 'medium',
      target: { kind: 'configmap', name: 'made-here', uid: null },
      steps: [{ fence: 'deterministicName' }],
      undo: { possible: false },
    });
    expect((await portal.carryOut('operator', plan)).state).toBe('succeeded');
    expect((await formOf('configmap', 'made-here')).data).toEqual({
      LEVEL: 'info',
    });
  });

  it('never changes the network without a second person', async () => {
    const { body } = await apply('operator', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny-ingress' },
      spec: { podSelector: {}, ingress: [{}], policyTypes: ['Ingress'] },
    });
    expect(body).toMatchObject({ risk: 'high', state: 'awaiting_approval' });
    expect(codes(body)).toContain('guarded-kind');
  });

  it('widens no rights: the actor itself must not', async () => {
    const { status, body } = await apply('operator', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'pod-reader' },
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    });
    expect([status, body.error.code]).toEqual([403, 'platform-forbidden']);
  });

  it('has its unknown fields named by the server', async () => {
    const manifest = await manifestOf(BLOG);
    manifest.spec.replica = 3;
    const { status, body } = await apply('operator', manifest);
    expect([status, body.error.code]).toEqual([422, 'platform-rejected']);
    expect(body.error.message).toContain('spec.replica');
  });

  it.each([
    [
      'an alias bomb',
      `a: &a [x,x]\n${Array.from(
        { length: 40 },
        (_, n) =>
          `b${n}: &b${n} [*${n ? `b${n - 1}` : 'a'},*${n ? `b${n - 1}` : 'a'}]`,
      ).join('\n')}`,
    ],
    ['a megabyte', `a: ${'x'.repeat(1024 * 1024)}`],
    ['a hidden value', stringify(configMap('x', { a: '••••••' }))],
    ['a Secret', 'apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {}'],
    ['nothing', '# nothing'],
  ])('refuses %s', async (_, text) => {
    const { status, body } = await apply('operator', text);
    expect([status, body.error.code]).toEqual([400, 'invalid-input']);
  });

  it('comes from a here-document as it stands', async () => {
    const text = `kubectl apply -n ${NAMESPACE} -f - <<EOF\n${stringify(
      configMap('from-text', { LEVEL: 'info' }),
    )}EOF`;
    const plan = (fields?: object) =>
      portal.call('operator', '/plans', { statement: { text }, fields });
    expect((await plan()).body).toMatchObject({
      action: 'kubernetes.manifest.apply',
      target: { kind: 'configmap', name: 'from-text' },
    });
    const manifest = stringify(configMap('other', {}));
    expect((await plan({ manifest })).status).toBe(400);
  });

  it('is pasted for a file', async () => {
    const { body } = await portal.call('operator', '/plans', {
      statement: {
        text: `kubectl apply -k k8s-manifests/overlays/solid-cloud -n ${NAMESPACE}`,
      },
      fields: { manifest: stringify(configMap('pasted', { LEVEL: 'info' })) },
    });
    expect(body).toMatchObject({
      action: 'kubernetes.manifest.apply',
      target: { name: 'pasted' },
    });
  });

  it('points at the mistake', async () => {
    const { body } = await apply('operator', 'apiVersion: v1\nkind: [');
    expect(body.error.position).toEqual({
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  it('asks again when the object has changed meanwhile', async () => {
    const manifest = await manifestOf(BLOG);
    manifest.spec.template.spec.containers[0].workingDir = '/srv';
    const { body: plan } = await apply('operator', manifest);
    const scaled = await portal.plan('operator', 'kubernetes.workload.scale', {
      namespace: NAMESPACE,
      kind: 'deployment',
      name: BLOG,
      replicas: 3,
    });
    await portal.carryOut('operator', scaled.body);
    const { status, body } = await portal.run('operator', plan.id);
    expect([status, body.error.code]).toEqual([409, 'plan-changed']);
  });
});

describe('editing an object', () => {
  it('comes from a command, and changes nothing else than it says', async () => {
    const text = `kubectl edit configmap prod-app-config -n ${NAMESPACE}`;
    const object = await formOf('configmap', 'prod-app-config');
    object.data.LOG_LEVEL = 'debug';
    const plan = (fields: object) =>
      portal.call('operator', '/plans', { statement: { text }, fields });
    const manifest = stringify(object);
    const { body } = await plan({ manifest });
    // The texts differ where the object does, and nowhere else.
    const { before, after } = body.steps[0].preview;
    expect(after).toBe(before.replace('LOG_LEVEL: info', 'LOG_LEVEL: debug'));
    expect(body).toMatchObject({
      action: 'kubernetes.object.edit',
      target: { kind: 'configmap', name: 'prod-app-config' },
      command: expect.stringMatching(
        /^kubectl replace -n titanium-prod -f - <<'EOF'\n[^]*LOG_LEVEL: debug\n[^]*\nEOF$/,
      ),
    });
    for (const more of [
      { name: 'other' },
      { namespace: 'kube-system' },
      { kind: 'secret' },
      { cluster: 'other' },
    ]) {
      expect((await plan({ manifest, ...more })).status).toBe(400);
    }
  });

  it('takes out what the text leaves out', async () => {
    const made = await apply(
      'operator',
      configMap('edited', { a: '1', b: '2' }),
    );
    await portal.carryOut('operator', made.body);
    const text = await formText('configmap', 'edited');
    const editText = (manifest: string) =>
      portal.plan('operator', 'kubernetes.object.edit', {
        namespace: NAMESPACE,
        kind: 'configmap',
        name: 'edited',
        manifest,
      });
    const { body: plan } = await editText(text.replace(/^ {2}b: .*\n/m, ''));
    expect(plan.steps[0].preview.entries).toEqual([
      { path: 'data.b', before: '"2"', after: null },
    ]);
    const run = await portal.carryOut('operator', plan);
    expect(run.state).toBe('succeeded');
    expect((await formOf('configmap', 'edited')).data).toEqual({ a: '1' });

    // The text was made from a state that is gone.
    const { status, body } = await editText(text.replace('"1"', '"9"'));
    expect([status, body.error.code]).toEqual([409, 'plan-changed']);
  });

  it('stays with its object', async () => {
    const object = await formOf('configmap', 'prod-app-config');
    object.metadata.name = 'other';
    const { status } = await edit(
      'operator',
      'configmap',
      'prod-app-config',
      object,
    );
    expect(status).toBe(400);
  });

  it('does not open Secrets as text', async () => {
    const { status, body } = await portal.call('operator', '/read', {
      action: {
        id: 'kubernetes.form',
        input: {
          cluster: 'titanium',
          namespace: NAMESPACE,
          kind: 'secret',
          name: 'postgres-secret',
        },
      },
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain('--from-literal');
  });
});
