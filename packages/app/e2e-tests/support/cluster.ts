import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { dataDirectory } from './accounts';

/** Where the portal under test keeps its sandbox. */
const sandbox = path.join(
  process.env.TITANIUM_E2E_DATA ?? dataDirectory,
  'sandbox',
);
const read = (name: string) =>
  JSON.parse(fs.readFileSync(path.join(sandbox, name), 'utf8'));

/** Asks the cluster itself, as its administrator: for what a person would do outside the portal. */
export async function askCluster(
  method: 'GET' | 'DELETE' | 'POST' | 'PATCH',
  target: string,
  sent?: object,
) {
  const { kubernetes } = read('endpoints.json');
  const { admin } = read('secrets.json').kubernetes;
  return new Promise<{ status: number; body: any }>((resolve, reject) => {
    const request = https.request(
      new URL(target, kubernetes.url),
      {
        method,
        ca: Buffer.from(kubernetes.caData, 'base64'),
        headers: {
          authorization: `Bearer ${admin}`,
          'content-type':
            method === 'PATCH'
              ? 'application/merge-patch+json'
              : 'application/json',
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: JSON.parse(Buffer.concat(chunks).toString()),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(sent && JSON.stringify(sent));
  });
}

/** Sends JSON to Loki or Alertmanager, which ask nobody who they are. */
export async function tellPlatform(
  platform: 'alertmanager' | 'loki',
  route: string,
  sent: unknown,
) {
  const response = await fetch(
    new URL(route, read('endpoints.json')[platform].url),
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    },
  );
  if (!response.ok) {
    throw new Error(`${platform} ${route}: ${await response.text()}`);
  }
}

/** Takes an autoscaler away, so that nothing but the portal decides how many pods there are. */
export async function removeAutoscaler(name: string) {
  await askCluster(
    'DELETE',
    `/apis/autoscaling/v2/namespaces/titanium-prod/horizontalpodautoscalers/${name}`,
  );
}

/** How many replicas a deployment of titanium-prod is asked to have. */
export async function replicasOf(deployment: string): Promise<number> {
  const { body } = await askCluster(
    'GET',
    `/apis/apps/v1/namespaces/titanium-prod/deployments/${deployment}`,
  );
  return body.spec.replicas;
}
