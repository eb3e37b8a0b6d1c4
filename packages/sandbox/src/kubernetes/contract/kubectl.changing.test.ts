import { deployment } from './__testUtils__/objects';
import { useKubectl } from './__testUtils__/context';
import { column } from './__testUtils__/printed';

jest.setTimeout(120_000);

/** Commands that change workloads, in a namespace of their own. */
describe('kubectl changes', () => {
  const context = useKubectl();
  const ok = (line: string) =>
    context().kubectl.ok(`-n ${context().namespace} ${line}`);

  beforeAll(async () => {
    const { kubectl, namespace } = context();
    const file = await kubectl.file(
      'web.json',
      JSON.stringify(deployment(namespace, 'web', 2)),
    );
    await ok(`create -f ${file}`);
    await ok('rollout status deployment/web --timeout=60s');
  });

  it('the number of replicas', async () => {
    expect(await ok('scale deployment web --replicas=3')).toBe(
      'deployment.apps/web scaled\n',
    );
    expect(await ok('rollout status deployment/web --timeout=60s')).toContain(
      'deployment "web" successfully rolled out',
    );
    expect(column(await ok('get deployment web'), 'READY')).toEqual(['3/3']);
    expect(
      await ok('scale deployment web --replicas=1 --dry-run=server'),
    ).toContain('scaled (server dry run)');
    expect(column(await ok('get deployment web'), 'READY')).toEqual(['3/3']);
  });

  it('the image, and back', async () => {
    expect(
      await ok('set image deployment/web web=nginx:1.27 side=busybox:1.37'),
    ).toBe('deployment.apps/web image updated\n');
    await ok('annotate deployment/web kubernetes.io/change-cause=newer');
    const status = await ok('rollout status deployment/web --timeout=60s');
    expect(status).toContain('successfully rolled out');
    expect(await ok('rollout history deployment/web')).toMatch(
      /^REVISION\s+CHANGE-CAUSE\n1\s+<none>\n2\s+newer$/m,
    );
    expect(await ok('rollout history deployment/web --revision=2')).toContain(
      'nginx:1.27',
    );
    expect(await ok('rollout undo deployment/web')).toBe(
      'deployment.apps/web rolled back\n',
    );
    await ok('rollout status deployment/web --timeout=60s');
    const image = await ok(
      'get deployment web -o jsonpath={.spec.template.spec.containers[0].image}',
    );
    expect(image).toBe('nginx:1.25');
    expect(await ok('rollout undo deployment/web --to-revision=2')).toBe(
      'deployment.apps/web rolled back\n',
    );
    await ok('rollout status deployment/web --timeout=60s');
  });

  it('nothing but the pods', async () => {
    const before = await ok('get pods -l app=web -o name');
    expect(await ok('rollout restart deployment/web')).toBe(
      'deployment.apps/web restarted\n',
    );
    await ok('rollout status deployment/web --timeout=60s');
    const after = await ok(
      'get pods -l app=web --field-selector=status.phase=Running -o name',
    );
    expect(after).not.toBe(before);
    expect(
      await context().kubectl.ok(
        'rollout history statefulset/postgres -n titanium-prod',
      ),
    ).toContain('statefulset.apps/postgres');
  });

  it('what stops and starts a rollout', async () => {
    await ok('rollout pause deployment/web');
    expect(
      await context().kubectl.fails(
        `-n ${context().namespace} rollout undo deployment/web`,
      ),
    ).toContain('paused');
    await ok('rollout resume deployment/web');
  });

  it('and tells of it in events', async () => {
    const events = await ok('get events --sort-by=.lastTimestamp');
    expect(column(events, 'REASON')).toEqual(
      expect.arrayContaining(['ScalingReplicaSet', 'Scheduled', 'Started']),
    );
    expect(events.split('\n')[0]).toMatch(
      /^LAST SEEN\s+TYPE\s+REASON\s+OBJECT\s+MESSAGE/,
    );
  });

  it('jobs from cron jobs', async () => {
    const { kubectl } = context();
    const name = `backup-${context().namespace}`;
    expect(
      await kubectl.ok(
        `create job --from=cronjob/postgres-backup ${name} -n titanium-prod`,
      ),
    ).toBe(`job.batch/${name} created\n`);
    expect(
      await kubectl.ok(
        `wait --for=condition=complete job/${name} -n titanium-prod --timeout=60s`,
      ),
    ).toContain('condition met');
    expect(
      await kubectl.ok(
        `get job ${name} -n titanium-prod -o jsonpath={.metadata.annotations}`,
      ),
    ).toContain('"cronjob.kubernetes.io/instantiate":"manual"');
    await kubectl.ok(`delete job ${name} -n titanium-prod`);
  });

  it('pods away, and they come again', async () => {
    const pods = (await ok('get pods -l app=web -o name')).trim().split('\n');
    const [pod] = pods;
    expect(await ok(`delete ${pod}`)).toBe(
      `pod "${pod.replace('pod/', '')}" deleted\n`,
    );
    await ok('rollout status deployment/web --timeout=60s');
    expect(await ok('get pods -l app=web -o name')).not.toContain(pod);
  });

  it('labels and annotations', async () => {
    expect(await ok('label deployment web team=core')).toContain('labeled');
    expect(
      column(await ok('get deployment -l team=core --show-labels'), 'LABELS'),
    ).toEqual(['app=web,team=core']);
    expect(await ok('label deployment web team-')).toContain('unlabeled');
  });

  it('nothing without the right to', async () => {
    expect(
      await context().kubectl.fails(
        `scale deployment web --replicas=0 -n ${context().namespace}`,
        'reader',
      ),
    ).toContain(
      'User "reader" cannot patch resource "deployments/scale" in API group "apps"',
    );
  });
});
