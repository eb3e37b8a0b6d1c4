import { Answer, Question } from './answer';
import { hasProxy } from './mesh';
import { Page, pageOf } from './pages';
import { reach } from './reach';

interface CurlOptions {
  url?: string;
  silent: boolean;
  showErrors: boolean;
  /** Print the head of the answer, and the body. */
  head: boolean;
  body: boolean;
  fail: boolean;
  maxSeconds: number;
  unknown?: string;
}

/** Options with a value, and those without that change nothing here. */
const VALUED = ['-o', '--output', '-H', '--header', '-X', '--proto', '-w'];
const PLAIN = ['-q', '-g', '--globoff', '-k', '--insecure', '-L', '-v'];

function readOptions(args: readonly string[]): CurlOptions {
  const options: CurlOptions = {
    silent: false,
    showErrors: false,
    head: false,
    body: true,
    fail: false,
    maxSeconds: 120,
  };
  for (let index = 0; index < args.length; index++) {
    const word = args[index];
    if (word === '-m' || word === '--max-time') {
      options.maxSeconds = Number(args[++index]);
    } else if (word === '-D' || word === '--dump-header') {
      options.head = args[++index] === '-';
    } else if (VALUED.includes(word)) {
      index += 1;
    } else if (word === '-I' || word === '--head') {
      options.head = true;
      options.body = false;
    } else if (word === '-i' || word === '--include') {
      options.head = true;
    } else if (word === '-f' || word === '--fail') {
      options.fail = true;
    } else if (/^-[sS]+$/.test(word)) {
      options.silent ||= word.includes('s');
      options.showErrors ||= word.includes('S');
    } else if (PLAIN.includes(word)) {
      continue;
    } else if (word.startsWith('-')) {
      options.unknown = word;
    } else {
      options.url = word;
    }
  }
  return options;
}

function print(
  page: Page,
  options: CurlOptions,
  meshed: boolean,
  now: number,
): string[] {
  const head = [
    `HTTP/1.1 ${page.status}`,
    `content-type: ${page.type}`,
    `content-length: ${Buffer.byteLength(page.body)}`,
    `date: ${new Date(now).toUTCString()}`,
    ...(meshed ? ['x-envoy-upstream-service-time: 4', 'server: envoy'] : []),
    '',
  ];
  return [
    ...(options.head ? head : []),
    ...(options.body ? page.body.split('\n') : []),
  ];
}

/** `curl URL`, for what people ask services with. */
export function curl({ store, pod, args, now }: Question): Answer {
  const options = readOptions(args);
  const failed = (exitCode: number, text: string, tookMs: number): Answer => ({
    lines:
      options.silent && !options.showErrors
        ? []
        : [`curl: (${exitCode}) ${text}`],
    exitCode,
    tookMs,
  });
  if (options.unknown !== undefined) {
    return failed(2, `option ${options.unknown}: is unknown`, 20);
  }
  let url: URL;
  try {
    url = new URL(
      /^\w+:\/\//.test(options.url ?? '')
        ? options.url!
        : `http://${options.url ?? ''}`,
    );
  } catch {
    return failed(3, 'URL rejected: Malformed input to a URL function', 20);
  }
  const isTls = url.protocol === 'https:';
  const port = Number(url.port || (isTls ? 443 : 80));
  const { hostname } = url;
  const found = reach(store, pod, hostname, port);
  switch (found.type) {
    case 'unknown-host':
      return failed(6, `Could not resolve host: ${hostname}`, 300);
    case 'refused':
      return failed(
        7,
        `Failed to connect to ${hostname} port ${port} after 3 ms: Couldn't connect to server`,
        80,
      );
    case 'timeout': {
      const ms = options.maxSeconds * 1000;
      return failed(
        28,
        `Connection timed out after ${ms + 1} milliseconds`,
        ms,
      );
    }
    case 'reset':
      return failed(56, 'Recv failure: Connection reset by peer', 90);
    default:
      break;
  }
  if (isTls) {
    return failed(
      35,
      'OpenSSL/3.1.4: error:0A00010B:SSL routines::wrong version number',
      90,
    );
  }
  const page = pageOf(found.pod, url.pathname);
  if (!page) {
    return failed(52, 'Empty reply from server', 120);
  }
  const isFailure = options.fail && Number(page.status.slice(0, 3)) >= 400;
  return isFailure
    ? failed(
        22,
        `The requested URL returned error: ${page.status.slice(0, 3)}`,
        120,
      )
    : {
        lines: print(page, options, hasProxy(pod) && hasProxy(found.pod), now),
        exitCode: 0,
        tookMs: 120,
      };
}
