import { eventually } from './__testUtils__/client';
import { useContract } from './__testUtils__/context';

jest.setTimeout(120_000);

const BATCH = '/apis/batch/v1/namespaces/titanium-prod';
const PODS = '/api/v1/namespaces/titanium-prod/pods';

/** Jobs made by hand: from a cron job, and to ask the network. */
describe('Kubernetes API: jobs', () => {
  const contract = useContract();

  const finished = (name: string) =>
    eventually(async () => {
      const job = await contract().client.get(`${BATCH}/jobs/${name}`);
      return job.status.conditions ? job : undefined;
    });
  const logOf = async (name: string, container: string) => {
    const { client } = contract();
    const { items } = await client.get(
      `${PODS}?labelSelector=job-name=${name}`,
    );
    const { text } = await client.send(
      `${PODS}/${items[0].metadata.name}/log?container=${container}`,
    );
    return text;
  };

  it('runs a cron job out of its turn, for the actor', async () => {
    const { client } = contract();
    const cronJob = await client.get(`${BATCH}/cronjobs/postgres-backup`);
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'contract-backup',
        annotations: { 'cronjob.kubernetes.io/instantiate': 'manual' },
        ownerReferences: [
          {
            apiVersion: 'batch/v1',
            kind: 'CronJob',
            name: 'postgres-backup',
            uid: cronJob.metadata.uid,
            controller: true,
          },
        ],
      },
      spec: cronJob.spec.jobTemplate.spec,
    };
    const dryRun = await client.create(`${BATCH}/jobs?dryRun=All`, job, {
      as: 'actor',
    });
    expect(dryRun.status).toBe(201);
    expect((await client.send(`${BATCH}/jobs/contract-backup`)).status).toBe(
      404,
    );
    const created = await client.create(`${BATCH}/jobs`, job, { as: 'actor' });
    expect(created.status).toBe(201);
    const again = await client.create(`${BATCH}/jobs`, job, { as: 'actor' });
    expect(again.json).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      message: 'jobs.batch "contract-backup" already exists',
    });
    const done = await finished('contract-backup');
    expect(done.status).toMatchObject({
      succeeded: 1,
      conditions: [{ type: 'Complete', status: 'True' }],
    });
    expect(await logOf('contract-backup', 'backup')).toContain('pg_dump');
    const gone = await client.delete(
      `${BATCH}/jobs/contract-backup`,
      { propagationPolicy: 'Background' },
      { as: 'actor' },
    );
    expect(gone.status).toBe(200);
    await eventually(async () => {
      const { items } = await client.get(
        `${PODS}?labelSelector=job-name=contract-backup`,
      );
      return items.length === 0 || undefined;
    });
  });

  it.each([
    ['nslookup', ['nslookup', 'prod-user-service'], 'Complete', /10\.96\./],
    ['nowhere', ['nslookup', 'nobody'], 'Failed', /NXDOMAIN/],
    [
      'curl',
      ['curl', '-sS', '-D', '-', 'http://prod-user-service:5001/health'],
      'Complete',
      /^HTTP\/1\.1 200 OK/,
    ],
  ])('lets a job ask the network: %s', async (name, command, end, says) => {
    const { client } = contract();
    const labels = { 'app.kubernetes.io/name': 'titanium-probe' };
    const created = await client.create(
      `${BATCH}/jobs`,
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: `contract-${name}`, labels },
        spec: {
          backoffLimit: 0,
          ttlSecondsAfterFinished: 600,
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
      },
      { as: 'actor' },
    );
    expect(created.status).toBe(201);
    const job = await finished(`contract-${name}`);
    expect(job.status.conditions[0].type).toBe(end);
    expect(await logOf(`contract-${name}`, 'probe')).toMatch(says);
  });

  it('tells the reader what others may do, without impersonation', async () => {
    const { client } = contract();
    const ask = async (user: string, verb: string) => {
      const { json } = await client.create(
        '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: {
            user,
            resourceAttributes: {
              namespace: 'titanium-prod',
              verb,
              resource: 'pods',
            },
          },
        },
        { as: 'reader' },
      );
      return json.status.allowed;
    };
    const account = 'system:serviceaccount:titanium-prod:default';
    expect(await ask(account, 'list')).toBe(true);
    expect(await ask(account, 'delete')).toBe(false);
    expect(await ask('actor', 'delete')).toBe(true);
  });
});
