import { stringify } from 'yaml';
import { deployment } from './__testUtils__/objects';
import { useKubectl } from './__testUtils__/context';

jest.setTimeout(120_000);

/** Manifests: apply, diff, kustomizations, delete. */
describe('kubectl applies', () => {
  const context = useKubectl();
  const ok = (line: string) =>
    context().kubectl.ok(`-n ${context().namespace} ${line}`);
  const fails = (line: string) =>
    context().kubectl.fails(`-n ${context().namespace} ${line}`);

  function manifest(change: (body: any) => void = () => {}): string {
    const body = deployment(context().namespace, 'applied', 0);
    change(body);
    return stringify(body);
  }
  const file = (content: string, name = 'applied.yaml') =>
    context().kubectl.file(name, content);

  it('once, twice, and a change', async () => {
    const path = await file(manifest());
    expect(await ok(`apply -f ${path}`)).toBe(
      'deployment.apps/applied created\n',
    );
    expect(await ok(`apply -f ${path}`)).toBe(
      'deployment.apps/applied unchanged\n',
    );
    await file(
      manifest(body => {
        const { spec } = body.spec.template;
        spec.containers[0].image = 'nginx:1.26';
        spec.containers.pop();
        body.metadata.labels = { app: 'applied', stage: 'next' };
      }),
    );
    const diff = await context().kubectl.run([
      '-n',
      context().namespace,
      'diff',
      '-f',
      path,
    ]);
    expect([diff.code, diff.stderr]).toEqual([1, '']);
    expect(diff.stdout).toContain('-      - image: nginx:1.25');
    expect(diff.stdout).toContain('+      - image: nginx:1.26');
    expect(await ok(`apply -f ${path}`)).toBe(
      'deployment.apps/applied configured\n',
    );
    const containers = await ok(
      'get deployment applied -o jsonpath={.spec.template.spec.containers[*].image}',
    );
    expect(containers).toBe('nginx:1.26');
    expect(await ok(`apply -f ${path}`)).toBe(
      'deployment.apps/applied unchanged\n',
    );
  });

  it('without effect when only asked what would happen', async () => {
    const path = await file(manifest());
    expect(await ok(`apply --dry-run=server -f ${path}`)).toBe(
      'deployment.apps/applied configured (server dry run)\n',
    );
    const image = await ok(
      'get deployment applied -o jsonpath={.spec.template.spec.containers[0].image}',
    );
    expect(image).toBe('nginx:1.26');
  });

  it('not what is wrong', async () => {
    const typo = await file(
      manifest(body => {
        body.spec.replicaz = 3;
      }),
      'typo.yaml',
    );
    expect(await fails(`apply -f ${typo}`)).toContain(
      'strict decoding error: unknown field "spec.replicaz"',
    );
    const selector = await file(
      manifest(body => {
        body.spec.selector.matchLabels = { app: 'moved' };
        body.spec.template.metadata.labels = { app: 'moved' };
      }),
      'selector.yaml',
    );
    expect(await fails(`apply -f ${selector}`)).toContain('field is immutable');
  });

  it('custom resources', async () => {
    const rule = (host: string) =>
      stringify({
        apiVersion: 'networking.istio.io/v1beta1',
        kind: 'DestinationRule',
        metadata: { name: 'rule' },
        spec: { host },
      });
    const path = await file(rule('a'), 'rule.yaml');
    expect(await ok(`apply -f ${path}`)).toContain('created');
    await file(rule('b'), 'rule.yaml');
    expect(await ok(`apply -f ${path}`)).toContain('configured');
    expect(await ok('get dr')).toMatch(/^rule\s+b\s/m);
  });

  it('kustomizations', async () => {
    await file(manifest(), 'kustom/deployment.yaml');
    const path = await file(
      stringify({
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        namespace: context().namespace,
        resources: ['deployment.yaml'],
        images: [{ name: 'nginx', newTag: '1.29' }],
        configMapGenerator: [{ name: 'settings', literals: ['a=1'] }],
      }),
      'kustom/kustomization.yaml',
    );
    const directory = path.replace('/kustomization.yaml', '');
    const stdout = await ok(`apply -k ${directory}`);
    expect(stdout).toMatch(/configmap\/settings-\w+ created/);
    expect(stdout).toContain('deployment.apps/applied configured');
    expect(
      await ok(
        'get deployment applied -o jsonpath={.spec.template.spec.containers[0].image}',
      ),
    ).toBe('nginx:1.29');
    expect(await ok(`delete -k ${directory}`)).toContain('deleted');
  });

  it('what a pipe brings', async () => {
    const { kubectl } = context();
    const secret = await ok(
      'create secret generic piped --from-literal=KEY=value --dry-run=client -o yaml',
    );
    const path = await kubectl.file('secret.yaml', secret);
    expect(await ok(`apply -f ${path}`)).toBe('secret/piped created\n');
    expect(await ok('get secret piped -o jsonpath={.data.KEY}')).toBe(
      Buffer.from('value').toString('base64'),
    );
    expect(await ok(`delete -f ${path}`)).toBe('secret "piped" deleted\n');
    expect(await fails('get secret piped')).toBe(
      'Error from server (NotFound): secrets "piped" not found',
    );
  });
});
