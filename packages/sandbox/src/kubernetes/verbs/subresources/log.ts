import { ServerResponse } from 'node:http';
import { KubeObject, LogLine } from '../../../world/types';
import { ResourceCall, Verb } from '../../server/call';
import { badRequest, field, invalid } from '../../status';
import { storedObject } from '../get';

interface LogOptions {
  container: string;
  previous: boolean;
  follow: boolean;
  timestamps: boolean;
  tailLines: number | undefined;
  limitBytes: number | undefined;
  /** Nanoseconds; earlier lines are left out. */
  sinceNs: bigint | undefined;
}

const flag = (value: string | null) => value === 'true' || value === '1';

function whole(query: URLSearchParams, name: string, least: number) {
  const value = query.get(name);
  if (value === null || value === '') {
    return undefined;
  }
  if (!/^-?\d+$/.test(value)) {
    throw badRequest(`strconv.ParseInt: parsing "${value}": invalid syntax`);
  }
  const number = Number(value);
  if (number < least) {
    throw invalid({ group: '', name: 'PodLogOptions' }, '', [
      field.invalid(
        name,
        number,
        `must be greater than ${least === 0 ? 'or equal to 0' : '0'}`,
      ),
    ]);
  }
  return number;
}

/** RFC 3339 with up to nine digits of seconds. */
function nanoseconds(text: string): bigint {
  const seconds = Date.parse(text.replace(/\.\d+/, ''));
  if (Number.isNaN(seconds)) {
    throw badRequest(
      `parsing time "${text}" as "2006-01-02T15:04:05Z07:00": cannot parse "${text}" as "2006"`,
    );
  }
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? '';
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

function rfc3339Nano(timeNs: bigint): string {
  const seconds = timeNs / 1_000_000_000n;
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const fraction = String(timeNs % 1_000_000_000n).padStart(9, '0');
  return `${text}.${fraction}Z`;
}

function containersOf(pod: KubeObject): string[] {
  return [
    ...(pod.spec?.initContainers ?? []),
    ...(pod.spec?.containers ?? []),
  ].map(container => container.name);
}

function chooseContainer(pod: KubeObject, wanted: string | null): string {
  const { name } = pod.metadata;
  const containers: any[] = pod.spec?.containers ?? [];
  const initContainers: any[] = pod.spec?.initContainers ?? [];
  if (!wanted) {
    if (containers.length === 1) {
      return containers[0].name;
    }
    const names = containers.map(container => container.name).join(' ');
    const init = initContainers.length
      ? ` or one of the init containers: [${initContainers
          .map(container => container.name)
          .join(' ')}]`
      : '';
    throw badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${names}]${init}`,
    );
  }
  if (!containersOf(pod).includes(wanted)) {
    throw badRequest(`container ${wanted} is not valid for pod ${name}`);
  }
  return wanted;
}

function parseOptions(call: ResourceCall, pod: KubeObject): LogOptions {
  const { query, api } = call;
  const sinceSeconds = whole(query, 'sinceSeconds', 1);
  const sinceTime = query.get('sinceTime');
  if (sinceSeconds !== undefined && sinceTime) {
    throw invalid({ group: '', name: 'PodLogOptions' }, '', [
      field.forbidden(
        'sinceSeconds',
        'at most one of `sinceTime` or `sinceSeconds` may be specified',
      ),
    ]);
  }
  let sinceNs = sinceTime ? nanoseconds(sinceTime) : undefined;
  if (sinceSeconds !== undefined) {
    sinceNs =
      BigInt(Math.floor(api.world.clock.now() - sinceSeconds * 1000)) *
      1_000_000n;
  }
  return {
    container: chooseContainer(pod, query.get('container')),
    previous: flag(query.get('previous')),
    follow: flag(query.get('follow')),
    timestamps: flag(query.get('timestamps')),
    tailLines: whole(query, 'tailLines', 0),
    limitBytes: whole(query, 'limitBytes', 1),
    sinceNs,
  };
}

/** Why there is no log: not run yet, or no earlier run. */
function missing(pod: KubeObject, { container, previous }: LogOptions) {
  const { name } = pod.metadata;
  if (previous) {
    return badRequest(
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  if (!pod.spec?.nodeName) {
    return badRequest(`pod ${name} does not have a host assigned`);
  }
  const status = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ].find(candidate => candidate.name === container);
  const reason = status?.state?.waiting?.reason ?? 'ContainerCreating';
  const cannotPull = reason === 'ErrImagePull' || reason === 'ImagePullBackOff';
  return badRequest(
    `container "${container}" in pod "${name}" is waiting to start: ${
      cannotPull ? 'trying and failing to pull image' : reason
    }`,
  );
}

/** Writes lines as the options wish, up to `limitBytes`. */
class LogWriter {
  private left: number;

  constructor(
    private readonly response: ServerResponse,
    private readonly options: LogOptions,
  ) {
    this.left = options.limitBytes ?? Infinity;
  }

  /** Returns false once the limit is reached. */
  write(lines: readonly LogLine[]): boolean {
    if (this.response.writableEnded || this.response.destroyed) {
      return false;
    }
    const text = lines
      .filter(({ timeNs }) => timeNs >= (this.options.sinceNs ?? 0n))
      .map(line =>
        this.options.timestamps
          ? `${rfc3339Nano(line.timeNs)} ${line.text}\n`
          : `${line.text}\n`,
      )
      .join('');
    const bytes = Buffer.from(text);
    const allowed = bytes.subarray(0, Math.min(this.left, bytes.length));
    this.left -= allowed.length;
    if (allowed.length && !this.response.write(allowed)) {
      this.cutSlowReader();
    }
    return this.left > 0;
  }

  private cutSlowReader(): void {
    if (this.response.writableLength > 32 * 1024 * 1024) {
      this.response.destroy();
    }
  }
}

export const log: Verb = call => {
  const { api, response } = call;
  const pod = storedObject(call);
  const options = parseOptions(call, pod);
  const { runtime } = api.world;
  const uid = pod.metadata.uid!;
  const writer = new LogWriter(response, options);
  // Following begins before the past is read: a line that appears in between comes twice and is dropped once.
  let newest = -1n;
  let over = !options.follow || options.previous;
  const stop = over
    ? () => {}
    : runtime.followLogs(uid, options.container, {
        line(line) {
          if (line.timeNs > newest && !writer.write([line])) {
            response.end();
          }
        },
        ended() {
          over = true;
          if (response.headersSent) {
            response.end();
          }
        },
      });
  const lines = runtime.logs(uid, options.container, {
    previous: options.previous,
  });
  if (!lines) {
    stop();
    throw missing(pod, options);
  }
  newest = lines.at(-1)?.timeNs ?? newest;
  const recent = lines.filter(
    ({ timeNs }) => timeNs >= (options.sinceNs ?? 0n),
  );
  const tail =
    options.tailLines === undefined
      ? recent
      : recent.slice(
          recent.length - Math.min(options.tailLines, recent.length),
        );
  response.writeHead(200, {
    'Content-Type': 'text/plain',
    'Cache-Control': 'no-cache, private',
  });
  response.flushHeaders();
  const more = writer.write(tail);
  if (over || !more) {
    stop();
    response.end();
    return undefined;
  }
  response.on('close', stop);
  return undefined;
};
