import { useKubectl } from './__testUtils__/context';
import { column, rows } from './__testUtils__/printed';

const PROD = '-n titanium-prod';
const GATEWAY = 'prod-api-gateway-deployment';

jest.setTimeout(120_000);

/** Commands that change nothing. */
describe('kubectl looks', () => {
  const context = useKubectl();
  const ok = (line: string, user?: 'reader' | 'actor') =>
    context().kubectl.ok(line, user);
  const gatewayPod = async () =>
    (
      await ok(
        `get pods ${PROD} -l app=api-gateway --field-selector status.phase=Running -o jsonpath={.items[0].metadata.name}`,
      )
    ).trim();

  it('at versions, namespaces and the cluster', async () => {
    expect(await ok('version')).toContain('Server Version: v1.29.7');
    expect(column(await ok('get namespaces'), 'NAME')).toEqual(
      expect.arrayContaining(['argocd', 'istio-system', 'titanium-prod']),
    );
    expect(await ok('cluster-info')).toContain('is running at');
  });

  it.each(['titanium-prod', 'istio-system', 'monitoring', 'argocd'])(
    'at the pods of %s, as the reader',
    async namespace => {
      const stdout = await ok(`get pods -n ${namespace}`, 'reader');
      expect(rows(stdout)[0]).toEqual([
        'NAME',
        'READY',
        'STATUS',
        'RESTARTS',
        'AGE',
      ]);
      expect(column(stdout, 'STATUS')).toContain('Running');
    },
  );

  it('at wide tables', async () => {
    const stdout = await ok(`get pods ${PROD} -o wide`);
    expect(rows(stdout)[0].slice(5)).toEqual([
      'IP',
      'NODE',
      'NOMINATED NODE',
      'READINESS GATES',
    ]);
    expect(rows(await ok('get nodes -o wide'))[0]).toEqual([
      'NAME',
      'STATUS',
      'ROLES',
      'AGE',
      'VERSION',
      'INTERNAL-IP',
      'EXTERNAL-IP',
      'OS-IMAGE',
      'KERNEL-VERSION',
      'CONTAINER-RUNTIME',
    ]);
  });

  it('at one object as YAML, JSON and by JSONPath', async () => {
    const yaml = await ok(
      `get hpa ${PROD} prod-api-gateway-hpa -o yaml`,
      'reader',
    );
    expect(yaml).toContain('apiVersion: autoscaling/v2');
    expect(yaml).toContain('kind: HorizontalPodAutoscaler');
    const json = JSON.parse(await ok(`get pods ${PROD} -o json`));
    expect(json.kind).toBe('List');
    expect(json.items[0].kind).toBe('Pod');
    const { stdout } = await context().kubectl.run([
      'get',
      'pods',
      '-n',
      'titanium-prod',
      '-o',
      'jsonpath={range .items[*]}{.metadata.name}{"\\t"}{.spec.containers[*].name}{"\\n"}{end}',
    ]);
    expect(stdout).toMatch(/^postgres-0\tpostgres istio-proxy$/m);
  });

  it('at all kinds of the guide', async () => {
    const stdout = await ok(`get all ${PROD}`);
    for (const kind of [
      'pod/',
      'service/prod-user-service',
      `deployment.apps/${GATEWAY}`,
      'replicaset.apps/',
      'statefulset.apps/postgres',
      'horizontalpodautoscaler.autoscaling/prod-api-gateway-hpa',
      'cronjob.batch/postgres-backup',
    ]) {
      expect(stdout).toContain(kind);
    }
    const custom = await ok(
      `get gateway,virtualservice,peerauthentication,servicemonitor ${PROD}`,
      'reader',
    );
    expect(custom).toContain('gateway.networking.istio.io/');
    expect(custom).toContain('STRICT');
    const applications = await ok('get applications -n argocd');
    expect(applications).toMatch(/^NAME\s+SYNC STATUS\s+HEALTH STATUS/);
    expect(applications).toMatch(/\nprod-api-gateway\s+Synced\s+Healthy/);
    for (const kind of [
      'svc',
      'endpoints',
      'hpa',
      'networkpolicies',
      'serviceaccounts',
      'roles,rolebindings',
      'configmaps',
      'events',
    ]) {
      await ok(`get ${kind} ${PROD}`, 'reader');
    }
  });

  it('at secrets, unless it is the reader', async () => {
    expect(column(await ok(`get secrets ${PROD}`), 'NAME')).toContain(
      'postgres-secret',
    );
    expect(await context().kubectl.fails(`get secrets ${PROD}`, 'reader')).toBe(
      'Error from server (Forbidden): secrets is forbidden: User "reader" cannot list resource "secrets" in API group "" in the namespace "titanium-prod"',
    );
  });

  it('at descriptions', async () => {
    const pod = await ok(`describe pod ${await gatewayPod()} ${PROD}`);
    expect(pod).toMatch(/Controlled By:\s+ReplicaSet\/prod-api-gateway/);
    expect(pod).toMatch(/QoS Class:\s+Burstable/);
    const deployment = await ok(`describe deployment ${GATEWAY} ${PROD}`);
    expect(deployment).toMatch(/StrategyType:\s+RollingUpdate/);
    expect(deployment).toMatch(/NewReplicaSet:\s+prod-api-gateway/);
    const service = await ok(`describe svc prod-api-gateway ${PROD}`);
    expect(service).toMatch(/Endpoints:\s+10\.244\./);
    const policy = await ok(`describe networkpolicy allow-api-gateway ${PROD}`);
    expect(policy).toContain('Allowing ingress traffic:');
    const node = await ok('describe node node-1');
    expect(node).toContain('Non-terminated Pods:');
    expect(node).toMatch(/cpu\s+\d+m? \(\d+%\)/);
    const application = await ok('get applications -n argocd -o name');
    expect(
      await ok(`describe ${application.split('\n')[0]} -n argocd`),
    ).toContain('Kind:         Application');
  });

  it('at logs', async () => {
    const pod = await gatewayPod();
    const logs = `logs ${PROD} ${pod} -c api-gateway`;
    expect((await ok(`${logs} --tail=100`)).split('\n').length).toBeGreaterThan(
      10,
    );
    const stamped = await ok(`${logs} --tail=1 --timestamps`);
    expect(stamped).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z /);
    expect(await ok(`logs ${PROD} ${pod} --tail=1`)).not.toBe('');
    expect(
      await ok(`logs ${PROD} -l app=api-gateway -c istio-proxy --tail=2`),
    ).not.toBe('');
    expect(
      await ok('logs -n argocd deployment/argocd-server --tail=1'),
    ).not.toBe('');
    expect(await context().kubectl.fails(`${logs} --previous`)).toBe(
      `Error from server (BadRequest): previous terminated container "api-gateway" in pod "${pod}" not found`,
    );
    const followed = await context().kubectl.until(
      `${logs} -f --tail=1`,
      text => text.split('\n').length > 3,
    );
    expect(followed).not.toBe('');
  });

  it('at what is used', async () => {
    expect(rows(await ok('top nodes', 'reader'))[0]).toEqual([
      'NAME',
      'CPU(cores)',
      'CPU%',
      'MEMORY(bytes)',
      'MEMORY%',
    ]);
    const pods = await ok(`top pods ${PROD}`, 'reader');
    expect(column(pods, 'CPU(cores)')[0]).toMatch(/^\d+m$/);
    const containers = await ok(`top pods ${PROD} --containers`, 'reader');
    expect(column(containers, 'NAME')).toContain('istio-proxy');
  });

  it('at rights', async () => {
    const list = await ok(`auth can-i --list ${PROD}`, 'actor');
    expect(list).toMatch(
      /^deployments\.apps\/scale\s+\[\]\s+\[\]\s+\[patch update\]/m,
    );
    expect(list).toContain('secrets');
    const account = await ok(
      'auth can-i --list --as=system:serviceaccount:titanium-prod:default',
    );
    expect(account).toContain('selfsubjectrulesreviews.authorization.k8s.io');
    const { stdout, code } = await context().kubectl.run(
      ['auth', 'can-i', 'delete', 'pods', '-n', 'titanium-prod'],
      'reader',
    );
    expect([stdout.trim(), code]).toEqual(['no', 1]);
    expect((await ok(`auth can-i delete pods ${PROD}`, 'actor')).trim()).toBe(
      'yes',
    );
  });

  it('at what is not there', async () => {
    const { kubectl } = context();
    expect(await kubectl.fails(`get pods nope ${PROD}`)).toBe(
      'Error from server (NotFound): pods "nope" not found',
    );
    expect(await kubectl.fails(`get nopes ${PROD}`)).toBe(
      'error: the server doesn\'t have a resource type "nopes"',
    );
    expect(
      await kubectl.fails(`exec ${PROD} postgres-0 -c postgres -- date`),
    ).toContain('unable to upgrade');
  });
});
