import { R } from '../../resources';
import { NAMESPACE, TestCluster } from '../../testing/cluster';
import { KubeObject } from '../../types';

// A World lives a month before these.
jest.setTimeout(60_000);

const PROBE = { 'app.kubernetes.io/name': 'titanium-probe' };
const PLAIN = { ...PROBE, 'sidecar.istio.io/inject': 'false' };
const CURL = ['curl', '-sS', '-m', '10', '-o', '-', '-D', '-'];

/** Runs a command in a job of its own and tells how it ended. */
function run(
  cluster: TestCluster,
  command: string[],
  labels: Record<string, string> = PROBE,
) {
  const { store, runtime } = cluster.world;
  const name = `ask-${store.list(R.jobs, NAMESPACE).length}`;
  const job = store.create(R.jobs, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          containers: [
            { name: 'probe', image: 'nicolaka/netshoot:v0.13', command },
          ],
        },
      },
    },
    status: {},
  });
  let pod: KubeObject | undefined;
  const ended = () => {
    pod = cluster
      .list(R.pods)
      .find(({ metadata }) => metadata.name.startsWith(`${name}-`));
    return pod?.status.containerStatuses?.find(
      (status: { name: string }) => status.name === 'probe',
    )?.state.terminated;
  };
  cluster.until(() => ended() !== undefined, 60);
  return {
    exitCode: ended().exitCode as number,
    text: runtime
      .logs(pod!.metadata.uid!, 'probe')!
      .map(line => line.text)
      .join('\n'),
    pod: pod!,
    job: () => cluster.get(R.jobs, job.metadata.name),
  };
}

describe('what pods ask the network', () => {
  let cluster: TestCluster;
  beforeAll(() => {
    cluster = new TestCluster();
  });

  it('resolves services as the cluster’s DNS does', () => {
    const whole = `prod-user-service.${NAMESPACE}.svc.cluster.local`;
    for (const host of ['prod-user-service', whole]) {
      const { exitCode, text, pod } = run(cluster, ['nslookup', host], PLAIN);
      expect(exitCode).toBe(0);
      expect(text).toBe(
        `Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\nName:\t${whole}\nAddress: 10.96.40.12\n`,
      );
      expect(pod.spec.volumes ?? []).toEqual([]);
    }
    const headless = run(cluster, ['nslookup', 'postgres-0.postgres'], PLAIN);
    const [postgres] = cluster.podsOf('postgres');
    expect(headless.text).toContain(`Address: ${postgres.status.podIP}`);
  });

  it('does not know other names, and the job fails of it', () => {
    const { exitCode, text, job } = run(cluster, ['nslookup', 'example.com']);
    expect(exitCode).toBe(1);
    expect(text).toContain("** server can't find example.com: NXDOMAIN");
    cluster.until(
      () => job().status.conditions?.[0]?.reason === 'BackoffLimitExceeded',
      30,
    );
  });

  it('answers HTTP through the mesh', () => {
    const { exitCode, text } = run(cluster, [
      ...CURL,
      'http://prod-user-service:5001/health',
    ]);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\n/);
    expect(text).toContain('server: envoy');
    expect(text).toContain('"status":"healthy","service":"user-service"');
  });

  it.each([
    ['an unknown host', 'http://nobody:80/', PROBE, 6],
    ['a closed network policy', 'http://postgres:5432/', PROBE, 28],
    [
      'a pod no policy admits',
      'http://prod-user-service:5001/health',
      { app: 'stranger' },
      28,
    ],
    [
      'a caller outside the mesh',
      'http://prod-user-service:5001/health',
      PLAIN,
      56,
    ],
    ['a port the service has not', 'http://prod-user-service:81/', PROBE, 28],
  ])('fails for %s', (_, url, labels, code) => {
    const { exitCode, text } = run(
      cluster,
      [...CURL, url],
      labels as Record<string, string>,
    );
    expect(exitCode).toBe(code);
    expect(text).toMatch(new RegExp(`^curl: \\(${code}\\) `));
  });

  it('is refused by a service without ready pods', () => {
    cluster.edit(
      R.horizontalPodAutoscalers,
      'prod-blog-service-hpa',
      object => {
        object.spec.scaleTargetRef.name = 'nothing';
      },
    );
    cluster.scale('prod-blog-service-deployment', 0);
    cluster.pass(30);
    const { exitCode } = run(cluster, [
      ...CURL,
      'http://prod-blog-service:8005/health',
    ]);
    expect(exitCode).toBe(7);
  });
});
