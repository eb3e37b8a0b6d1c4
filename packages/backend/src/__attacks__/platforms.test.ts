import { service } from '../__testUtils__/entities';
import { Relay } from '../__testUtils__/Relay';
import { Person, startPortal, TestPortal } from '../__testUtils__/portal';

const APPS = '/apis/apps/v1/namespaces/titanium-prod';
const PODS = '/api/v1/namespaces/titanium-prod/pods';
const deployment = (name: string) => `${APPS}/deployments/${name}-deployment`;

let portal: TestPortal;
let elsewhere: Relay;
beforeAll(async () => {
  elsewhere = await Relay.start((_, answer) => answer.end('{}'));
  portal = await startPortal({
    entities: [
      // Each tries to take what belongs to the core team.
      service('claims-auth', 'blog-team', {
        'backstage.io/kubernetes-id': 'prod-auth-service',
      }),
      service('selects-gateway', 'blog-team', {
        'backstage.io/kubernetes-id': undefined,
        'backstage.io/kubernetes-label-selector': 'app=api-gateway',
      }),
      service('elsewhere', 'blog-team', {
        'backstage.io/kubernetes-id': 'prod-user-service',
        'backstage.io/kubernetes-namespace': 'monitoring',
      }),
      service('links-out', 'blog-team', {
        'grafana/overview-dashboard': `${elsewhere.url}/d/x`,
        'argocd/app-name': `${elsewhere.url}/x`,
      }),
    ],
    // A platform that sends its callers elsewhere.
    platform: (_, answer) => {
      answer.writeHead(307, { location: `${elsewhere.url}/stolen` }).end();
    },
  });
});
afterAll(async () => {
  await portal.stop();
  await elsewhere.stop();
});

const scale = (name: string, replicas = 3) =>
  `kubectl scale deployment ${name}-deployment -n titanium-prod --replicas=${replicas}`;
const run = (person: Person, plan: { id: string }) =>
  portal.refused(person, '/runs', {
    planId: plan.id,
    idempotencyKey: `key-${plan.id}`,
  });
const denials = (event: string) =>
  portal.audited.filter(({ eventId }) => eventId === event);

describe('what reaches a platform', () => {
  const HOSTILE = {
    'x-remote-user': 'admin',
    'x-remote-group': 'system:masters',
    'x-forwarded-user': 'admin',
    'x-scope-orgid': 'tenant-a|tenant-b',
    'x-grafana-org-id': '1',
    'x-webauth-user': 'admin',
    'x-original-url': '/api/v1/secrets',
    cookie: 'argocd.token=x',
    accept: 'application/vnd.evil',
  };
  const OURS = [
    'accept',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
    'transfer-encoding',
    'user-agent',
    'x-loki-response-encoding-flags',
  ];

  it('has only the headers of the portal, whoever asks with which', async () => {
    const before = portal.cluster.seen.length;
    await portal.ask(
      'operator',
      '/read',
      { statement: { text: 'kubectl get pods -n titanium-prod' } },
      HOSTILE,
    );
    await portal.ask(
      'operator',
      '/plans',
      { statement: { text: scale('prod-api-gateway') } },
      HOSTILE,
    );
    await portal.ask(
      'operator',
      '/read',
      {
        statement: { text: '{namespace="titanium-prod"}', language: 'logql' },
        entityRef: 'component:default/prod-api-gateway',
      },
      HOSTILE,
    );
    const seen = [
      ...portal.cluster.seen.slice(before),
      ...portal.platform.seen,
    ];
    expect(seen.length).toBeGreaterThan(2);
    for (const { headers } of seen) {
      expect(OURS).toEqual(expect.arrayContaining(Object.keys(headers)));
      expect(JSON.stringify(headers)).not.toMatch(
        /mock-user-token|evil|masters/,
      );
    }
  });

  it('goes where the configuration says, by its id only', async () => {
    for (const cluster of [
      'http://169.254.169.254',
      elsewhere.url,
      '//evil.example',
      'titanium@evil.example',
      'titanium/../other',
      'TITANIUM',
      'constructor',
    ]) {
      for (const body of [
        {
          action: {
            id: 'kubernetes.events',
            input: { cluster, namespace: 'titanium-prod' },
          },
        },
        { action: { id: 'prometheus.query', input: { cluster, query: 'up' } } },
        { action: { id: 'argocd.app.list', input: { cluster } } },
        {
          statement: {
            text: `kubectl --context=${cluster} get pods -n titanium-prod`,
          },
        },
      ]) {
        const { status } = await portal.refused('operator', '/read', body);
        expect([cluster, status >= 400 && status < 500]).toEqual([
          cluster,
          true,
        ]);
      }
    }
    for (const extra of ['url', 'server', 'baseUrl', 'proxy', 'headers']) {
      const { status } = await portal.refused('operator', '/read', {
        action: {
          id: 'prometheus.query',
          input: { cluster: 'titanium', query: 'up', [extra]: elsewhere.url },
        },
      });
      expect([extra, status]).toEqual([extra, 400]);
    }
  });

  it('does not follow where a platform points', async () => {
    const entityRef = 'component:default/links-out';
    for (const [language, text] of [
      ['promql', 'up'],
      ['logql', '{app="x"}'],
    ]) {
      const { status } = await portal.ask('operator', '/read', {
        statement: { language, text },
        entityRef: 'component:default/prod-api-gateway',
      });
      expect(status).toBeGreaterThanOrEqual(400);
    }
    for (const view of ['metrics', 'alerts', 'delivery', 'logs', 'pods']) {
      await portal.ask(
        'developer',
        `/entities/default/component/links-out/${view}`,
      );
    }
    const links = await portal.ask('operator', '/read', {
      action: {
        id: 'argocd.app.get',
        input: { cluster: 'titanium', app: 'prod-api-gateway' },
      },
      entityRef,
    });
    expect(links.status).toBeGreaterThanOrEqual(400);
    expect(elsewhere.seen).toEqual([]);
  });
});

describe('queries', () => {
  it.each([
    ['logql', '{namespace="kube-system"}'],
    ['logql', '{namespace=~".+"}'],
    ['logql', '{namespace!="x"}'],
    ['logql', '{app="x"}'],
    ['logql', '{app="x"} or {namespace="kube-system"}'],
    ['logql', '{namespace=~"titanium-prod|kube-system"}'],
    ['logql', '{namespace="titanium-prod|kube-system"}'],
    ['logql', '{namespace="titanium-prod"} # }\n or {namespace="kube-system"}'],
    [
      'logql',
      'sum(rate({namespace="titanium-prod"}[1m])) / sum(rate({namespace="kube-system"}[1m]))',
    ],
    ['promql', 'up{namespace="kube-system"}'],
    ['promql', 'up{namespace="titanium-prod"} or up{namespace="kube-system"}'],
    ['promql', 'up{namespace="titanium-prod"} or up'],
    ['promql', 'up{namespace=~"titanium-prod|kube-system"}'],
    ['promql', 'label_replace(up, "namespace", "titanium-prod", "", "")'],
  ])('%s %j do not leave what a person may read', async (language, text) => {
    const before = portal.platform.seen.length;
    const { status } = await portal.refused('developer', '/read', {
      statement: { language, text },
    });
    expect([400, 403]).toContain(status);
    expect(portal.platform.seen.slice(before)).toEqual([]);
  });

  it('leave a denial where the policy refused them', async () => {
    const before = denials('read-denied').length;
    const { status } = await portal.refused('developer', '/read', {
      statement: { language: 'logql', text: '{namespace="kube-system"}' },
    });
    expect([status, denials('read-denied').length]).toEqual([403, before + 1]);
  });
});

describe('what belongs to another service', () => {
  /** Plans and starts it all the same: what the plan says, the answer to the start, and rows about its refusal. */
  async function attempt(person: Person, text: string) {
    const { decision, id } = await portal.plan(person, text);
    const before = denials('run-denied').length;
    const { status } = await run(person, { id });
    return [decision.code, status, denials('run-denied').length - before];
  }

  it('is not theirs by sharing a namespace', async () => {
    expect(await attempt('developer', scale('prod-user-service'))).toEqual([
      'not-owner',
      403,
      1,
    ]);
  });

  it('is not theirs by naming its id or selecting its labels in their catalog file', async () => {
    // Two claim it, so that it belongs to nobody, its true owners included.
    expect(await attempt('developer', scale('prod-auth-service'))).toEqual([
      'ambiguous-owner',
      403,
      1,
    ]);
    expect(await attempt('lead', scale('prod-auth-service'))).toEqual([
      'ambiguous-owner',
      403,
      1,
    ]);
    expect(await attempt('developer', scale('prod-api-gateway'))).toEqual([
      'not-owner',
      403,
      1,
    ]);
    expect(await attempt('developer', scale('prod-user-service'))).toEqual([
      'not-owner',
      403,
      1,
    ]);
  });

  it('is not theirs by a reference to an owner that never made it', async () => {
    const sets = await portal.admin('GET', `${APPS}/replicasets`);
    const blogs = sets.items.find((item: any) =>
      item.metadata.name.startsWith('prod-blog-service'),
    );
    await portal.admin('POST', PODS, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'forged',
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: blogs.metadata.name,
            uid: '00000000-0000-4000-8000-000000000000',
            controller: true,
          },
        ],
      },
      spec: { containers: [{ name: 'a', image: 'a' }] },
    });
    expect(
      await attempt('developer', 'kubectl delete pod forged -n titanium-prod'),
    ).toEqual(['no-owner', 403, 1]);
  });

  it('is not even previewed where they may not read', async () => {
    const { status, code } = await portal.refused('developer', '/plans', {
      statement: {
        text: 'kubectl rollout restart deployment coredns -n kube-system',
      },
    });
    expect([403, 404]).toContain(status);
    expect(code).toBe('not-permitted');
  });
});

describe('between preview and run', () => {
  it('a changed object asks again', async () => {
    const plan = await portal.plan('operator', scale('prod-blog-service', 4));
    await portal.admin('PATCH', deployment('prod-blog-service'), {
      spec: { replicas: 1 },
    });
    const { status, code } = await run('operator', plan);
    expect([status, code]).toEqual([409, 'plan-changed']);
    const again = await portal.plan('operator', scale('prod-blog-service', 4));
    expect(again.hash).not.toBe(plan.hash);
  });

  it('an object of the same name is another object', async () => {
    const path = deployment('prod-blog-service');
    const plan = await portal.plan('operator', scale('prod-blog-service', 5));
    const { metadata, spec } = await portal.admin('GET', path);
    await portal.admin('DELETE', `${path}?propagationPolicy=Background`);
    await portal.admin('POST', `${APPS}/deployments`, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: metadata.name, labels: metadata.labels },
      spec,
    });
    const { status, code } = await run('operator', plan);
    expect([status, code]).toEqual([409, 'plan-changed']);
  });

  it('an object that has gone is not made again', async () => {
    const plan = await portal.plan('operator', scale('prod-blog-service', 6));
    await portal.admin('DELETE', deployment('prod-blog-service'));
    const { status, code } = await run('operator', plan);
    expect([status, code]).toEqual([409, 'plan-changed']);
  });
});

describe('afterwards', () => {
  it('nothing has been written or sent elsewhere for any of this', () => {
    expect(portal.cluster.writes).toEqual([]);
    expect(elsewhere.seen).toEqual([]);
  });
});
