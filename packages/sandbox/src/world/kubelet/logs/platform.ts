import { METHODS, Moment, PATHS, VoiceLines } from './voice';

export const postgres: VoiceLines = {
  startup: moment => [
    'PostgreSQL Database directory appears to contain a database; Skipping initialization',
    pg(
      moment,
      'LOG',
      'starting PostgreSQL 15.8 (Debian 15.8-1.pgdg120+1) on x86_64-pc-linux-gnu, 64-bit',
    ),
    pg(moment, 'LOG', 'listening on IPv4 address "0.0.0.0", port 5432'),
    pg(moment, 'LOG', 'database system is ready to accept connections'),
  ],
  regular(moment) {
    const { dice } = moment;
    return dice.pick([
      () => pg(moment, 'LOG', 'checkpoint starting: time'),
      () =>
        pg(
          moment,
          'LOG',
          `checkpoint complete: wrote ${dice.int(20, 400)} buffers (${dice.int(
            0,
            2,
          )}.${dice.int(0, 9)}%); 0 WAL file(s) added, 0 removed, 0 recycled`,
        ),
      () => [
        pg(
          moment,
          'LOG',
          `duration: ${dice
            .latency(1100)
            .toFixed(
              3,
            )} ms  statement: SELECT p.id, p.title, u.username FROM posts p JOIN users u ON u.id = p.author_id`,
        ),
        '\tWHERE p.category_id = $1 ORDER BY p.created_at DESC',
        '\tLIMIT 20',
      ],
      () =>
        pg(
          moment,
          'LOG',
          `connection authorized: user=postgres database=${dice.pick([
            'blog_db',
            'user_db',
          ])} application_name=pool`,
        ),
    ])();
  },
  end: moment => [
    pg(moment, 'LOG', 'received fast shutdown request'),
    pg(moment, 'LOG', 'database system is shut down'),
  ],
};

function pg({ time, dice }: Moment, level: string, text: string): string {
  const stamp = time.replace('T', ' ').replace('Z', ' UTC');
  return `${stamp} [${dice.int(28, 900)}] ${level}:  ${text}`;
}

export const envoy: VoiceLines = {
  startup: ({ time, pod }) => [
    `${time}\tinfo\tFLAG: --concurrency="2"`,
    `${time}\tinfo\tcitadelclient\tCitadel client using custom root cert`,
    `${time}\tinfo\tads\tADS: new connection for node:${pod}-1`,
    `${time}\tinfo\tEnvoy proxy is ready`,
  ],
  regular({ time, dice, failing, flaw }) {
    const code = failing && dice.next() < 0.22 ? 503 : 200;
    const flags = code === 503 ? 'UF,URX' : '-';
    const detail = code === 503 ? `"${flaw}"` : 'via_upstream';
    return `[${time}] "${dice.pick(METHODS)} ${dice.pick(
      PATHS,
    )} HTTP/1.1" ${code} ${flags} ${detail} - "-" 0 ${dice.int(
      80,
      9000,
    )} ${dice.int(2, 60)} ${dice.int(1, 50)} "-" "titanium/1.2" "${dice.hex(
      8,
    )}-${dice.hex(4)}-9${dice.hex(3)}" "prod-api-gateway" "10.244.1.${dice.int(
      4,
      250,
    )}:8000" inbound|8000|| default`;
  },
  end: ({ time }) => [
    `${time}\tinfo\tGraceful termination period complete, terminating remaining proxies.`,
  ],
};

export const iptables: VoiceLines = {
  startup: ({ time }) => [
    `${time}\tinfo\tIstio iptables environment: ENVOY_PORT= INBOUND_CAPTURE_PORT=`,
    `${time}\tinfo\tRunning iptables-restore with the following input:`,
    '* nat',
    '-N ISTIO_INBOUND',
    '-A PREROUTING -p tcp -j ISTIO_INBOUND',
    'COMMIT',
  ],
  regular: () => [],
};

export const backup: VoiceLines = {
  startup: ({ time }) => [
    `${time} backup started: blog_db`,
    `${time} pg_dump: last built-in OID is 16383`,
    `${time} pg_dump: reading user-defined tables`,
    `${time} pg_dump: dumping contents of table "public.posts"`,
    `${time} pg_dump: dumping contents of table "public.users"`,
  ],
  regular: () => [],
  end: ({ time }) => [`${time} backup finished`],
};

export const logfmt: VoiceLines = {
  startup: ({ time, container, tag }) => [
    `ts=${time} caller=main.go:114 level=info msg="Starting ${container}" version="${tag}"`,
    `ts=${time} caller=main.go:191 level=info msg="Server is ready to receive web requests."`,
  ],
  regular({ time, dice, container }) {
    return dice.pick([
      `ts=${time} caller=loop.go:${dice.int(
        40,
        400,
      )} level=info component=${container} msg="Completed cycle" duration=${dice.latency(
        120,
      )}ms`,
      `ts=${time} caller=http.go:${dice.int(
        60,
        200,
      )} level=info component=${container} method=GET path=/metrics status=200 duration=${dice.latency(
        4,
      )}ms`,
      `ts=${time} caller=cache.go:${dice.int(
        30,
        90,
      )} level=debug component=${container} msg="Refreshed" entries=${dice.int(
        10,
        900,
      )}`,
    ]);
  },
  end: ({ time }) => [
    `ts=${time} caller=main.go:702 level=info msg="See you next time!"`,
  ],
};

export const klog: VoiceLines = {
  startup: moment => [
    k(moment, 'I', 'main.go:72', `"Starting" component="${moment.container}"`),
    k(moment, 'I', 'server.go:168', '"Serving securely" address="[::]:10250"'),
  ],
  regular(moment) {
    const { dice } = moment;
    return dice.pick([
      k(
        moment,
        'I',
        `reflector.go:${dice.int(200, 800)}`,
        `"Watch close" total=${dice.int(1, 40)} items received`,
      ),
      k(
        moment,
        'I',
        `controller.go:${dice.int(80, 300)}`,
        `"Sync complete" took="${dice.latency(12)}ms"`,
      ),
    ]);
  },
};

function k(
  { time, dice }: Moment,
  level: string,
  place: string,
  text: string,
): string {
  const [, month, day] = time.slice(0, 10).split('-');
  return `${level}${month}${day} ${time.slice(11, 23)}${dice.int(
    100,
    999,
  )}       1 ${place}] ${text}`;
}

/** Debug pods say little. */
export const shell: VoiceLines = {
  startup: () => [],
  regular: () => [],
};
