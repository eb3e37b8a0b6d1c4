import { askCluster, tellPlatform } from './cluster';
import { worldTime } from './sandbox';

const NAMESPACE = 'titanium-prod';
const SERVICE = 'prod-blog-service';
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const EVENTS = `/api/v1/namespaces/${NAMESPACE}/events`;
const APPLICATION = `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${SERVICE}`;

/** Begins every hostile line of the log. */
export const MARKER = 'HOSTILE';
/** The deployment that carries hostile text; its pods have its name in theirs. */
export const WORKLOAD = 'hostile-text';
export const ALERT = 'HostileText';

const ACT = 'window.__pwned=1';
export const MARKUP = `<img src=x onerror="${ACT}"><script>${ACT}</script>`;
// eslint-disable-next-line no-script-url
export const PROGRAM = `javascript:${ACT}`;
const DATA = `data:text/html,<script>${ACT}</script>`;

/** Everything that acts, hides or leads astray, in one line. */
export const TEXT = [
  MARKUP,
  PROGRAM,
  `[press](${PROGRAM})`,
  DATA,
  'deny\rallow',
  'a\u202etxt.exe',
  'b\u2067c\u2069',
  'pay\u200bload\ufeff',
  'pa\u0443load',
  `\u001b]8;;${PROGRAM}\u0007link\u001b]8;;\u0007`,
  '\u001b]52;c;cm0gLXJmIC8K\u0007copied',
  '\u001b]0;root\u0007title',
  '\u001b[2K\u001b[1Aup',
].join(' ');

/** What must be seen of it: written out, letter by letter. */
export const SEEN = [
  MARKUP,
  'deny\\u000dallow',
  'a\\u202etxt.exe',
  'pay\\u200bload',
];

const IMAGE = `evil/${MARKUP}\u202egpj.exe:v1`;

/** What can be planted where a cluster takes any text; what it does not take is refused there, as in life. */
async function plantWorkload() {
  const labels = {
    app: WORKLOAD,
    'backstage.io/kubernetes-id': SERVICE,
  };
  await ask('POST', DEPLOYMENTS, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: WORKLOAD,
      namespace: NAMESPACE,
      labels,
      annotations: {
        'kubernetes.io/change-cause': TEXT,
        'link.argocd.argoproj.io/external-link': PROGRAM,
      },
    },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: WORKLOAD } },
      template: {
        metadata: { labels, annotations: { note: TEXT, link: PROGRAM } },
        spec: {
          containers: [
            {
              name: 'main',
              image: IMAGE,
              command: ['sh', '-c', TEXT],
              env: [{ name: 'NOTE', value: TEXT }],
            },
          ],
        },
      },
    },
  });
}

async function plantEvent(pod: { metadata: { name: string; uid: string } }) {
  const at = new Date(await worldTime()).toISOString().replace(/\.\d+/, '');
  await ask('POST', EVENTS, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: WORKLOAD, namespace: NAMESPACE },
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: NAMESPACE,
      name: pod.metadata.name,
      uid: pod.metadata.uid,
    },
    reason: MARKUP,
    message: TEXT,
    type: 'Warning',
    source: { component: TEXT },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
  });
}

/** Lines at the World's time and at the wall's: one of them is in any range that the page shows. */
async function plantLines() {
  const times = [Date.now(), await worldTime()];
  await tellPlatform('loki', '/loki/api/v1/push', {
    streams: [
      {
        stream: {
          namespace: NAMESPACE,
          app: 'blog-service',
          pod: `${WORKLOAD}-\u202e${MARKUP}`,
          container: 'main',
        },
        values: times.flatMap(time => [
          [`${time}000001`, `${MARKER} ${TEXT}`, { trace_id: MARKUP }],
          [
            `${time}000002`,
            JSON.stringify({ level: 'error', msg: `${MARKER} ${TEXT}` }),
          ],
        ]),
      },
    ],
  });
}

async function plantAlert(ends: number) {
  const now = await worldTime();
  await tellPlatform('alertmanager', '/api/v2/alerts', [
    {
      labels: {
        alertname: ALERT,
        service: SERVICE,
        namespace: NAMESPACE,
        severity: 'warning',
        pod: `${MARKUP} ${PROGRAM}`,
      },
      annotations: { summary: TEXT, description: TEXT, runbook_url: PROGRAM },
      startsAt: new Date(now - 60_000).toISOString(),
      endsAt: new Date(now + ends).toISOString(),
    },
  ]);
}

const setCondition = async (conditions: object[] | null) => {
  await ask('PATCH', APPLICATION, {
    metadata: {
      annotations: {
        'link.argocd.argoproj.io/external-link': conditions && PROGRAM,
      },
    },
    spec: {
      info: conditions && [
        { name: MARKUP, value: PROGRAM },
        { name: 'page', value: DATA },
      ],
    },
    status: { conditions },
  });
};

async function ask(...question: Parameters<typeof askCluster>) {
  const { status, body } = await askCluster(...question);
  if (status >= 300) {
    throw new Error(`${question[0]} ${question[1]}: ${JSON.stringify(body)}`);
  }
  return body;
}

/** Name of the pod with the hostile text, once there is one. */
export async function hostilePod(): Promise<string | undefined> {
  const { items } = await ask(
    'GET',
    `/api/v1/namespaces/${NAMESPACE}/pods?labelSelector=app%3D${WORKLOAD}`,
  );
  return items[0]?.metadata.name;
}

/** Puts hostile text on a service, through the platforms' own APIs, wherever they take it. */
export async function plantHostileText() {
  await plantWorkload();
  await plantLines();
  await plantAlert(6 * 3_600_000);
  await setCondition([{ type: 'OrphanedResourceWarning', message: TEXT }]);
  let name = await hostilePod();
  while (!name) {
    name = await hostilePod();
  }
  await plantEvent(
    await ask('GET', `/api/v1/namespaces/${NAMESPACE}/pods/${name}`),
  );
}

/** Takes it away again; lines of the log stay, as in life. */
export async function removeHostileText() {
  await askCluster(
    'DELETE',
    `${DEPLOYMENTS}/${WORKLOAD}?propagationPolicy=Background`,
  );
  await askCluster('DELETE', `${EVENTS}/${WORKLOAD}`);
  await setCondition(null);
  await plantAlert(-1);
}
