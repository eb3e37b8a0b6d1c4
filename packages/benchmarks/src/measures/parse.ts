import { fetch } from 'undici';

const COMMANDS = [
  'kubectl get pods -n titanium-prod',
  'kubectl logs -n titanium-prod <pod-name> -c <container-name> --tail=100',
  'kubectl scale deployment prod-api-gateway-deployment \\\n  -n titanium-prod --replicas=3',
  'kubectl rollout undo deployment/prod-api-gateway-deployment -n titanium-prod --to-revision=2',
  '# a comment\nkubectl get events -n titanium-prod --sort-by=.lastTimestamp | tail -20',
];

/**
 * Milliseconds that the server takes to read a page of `blocks` blocks: the median of several requests, less the
 * median time of a request with one empty block, so that the connection is not counted.
 */
export async function measureParse(options: {
  url: string;
  token: string;
  blocks: number;
}): Promise<number> {
  const request = async (blocks: object[]) => {
    const started = performance.now();
    const answer = await fetch(`${options.url}/api/titanium/parse`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${options.token}`,
      },
      body: JSON.stringify({ blocks }),
    });
    const body = await answer.text();
    if (!answer.ok) {
      throw new Error(`parse: ${answer.status} ${body.slice(0, 300)}`);
    }
    return performance.now() - started;
  };
  const page = Array.from({ length: options.blocks }, (_, index) => ({
    id: String(index),
    language: 'bash',
    text: COMMANDS[index % COMMANDS.length],
  }));
  const whole: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round < 30; round++) {
    empty.push(await request([{ id: '0', language: 'bash', text: '' }]));
    whole.push(await request(page));
  }
  const median = (values: number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return Math.max(0, median(whole) - median(empty));
}
