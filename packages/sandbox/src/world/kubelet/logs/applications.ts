import { METHODS, Moment, PATHS, VoiceLines } from './voice';

/** The share of requests that a failing release answers with 5xx. */
const FAILING_SHARE = 0.22;

function isError({ dice, failing }: Moment): boolean {
  return dice.next() < (failing ? FAILING_SHARE : 0.004);
}

/** The gateway logs JSON, one object a line. */
export const gateway: VoiceLines = {
  startup: ({ time, tag }) => [
    json(time, 'info', 'loading routes', {
      routes: 14,
      file: '/etc/gateway/routes.yaml',
    }),
    json(time, 'info', 'upstream resolved', {
      upstream: 'prod-auth-service:8002',
    }),
    json(time, 'info', 'upstream resolved', {
      upstream: 'prod-user-service:5001',
    }),
    json(time, 'info', 'upstream resolved', {
      upstream: 'prod-blog-service:8005',
    }),
    json(time, 'info', 'gateway is listening', { port: 8000, version: tag }),
  ],
  regular(moment) {
    const { time, dice, flaw } = moment;
    const method = dice.pick(METHODS);
    const path = dice.pick(PATHS);
    const request = {
      request_id: dice.hex(16),
      method,
      path,
      client: `10.244.${dice.int(0, 2)}.${dice.int(4, 250)}`,
    };
    if (isError(moment)) {
      const upstream = path.startsWith('/blog')
        ? 'prod-blog-service:8005'
        : 'prod-user-service:5001';
      return json(time, 'error', 'upstream request failed', {
        ...request,
        status: dice.pick([500, 502, 503, 503]),
        upstream,
        error: flaw ?? 'read tcp: connection reset by peer',
        latency_ms: dice.latency(420),
        stack:
          'gateway/proxy.(*Pool).Acquire\n\tproxy/pool.go:118\ngateway/proxy.(*Handler).ServeHTTP\n\tproxy/handler.go:74\nnet/http.serverHandler.ServeHTTP\n\tnet/http/server.go:3142',
      });
    }
    if (dice.next() < 0.02) {
      return json(time, 'debug', 'route table', {
        routes: Array.from({ length: 40 }, (_, index) => ({
          id: `route-${index}`,
          match: { prefix: PATHS[index % PATHS.length], methods: METHODS },
          upstream: `prod-${['auth', 'user', 'blog'][index % 3]}-service`,
          retries: { attempts: 2, on: ['connect-failure', '503'] },
        })),
      });
    }
    const latency = dice.latency(24);
    return json(
      time,
      latency > 250 ? 'warn' : 'info',
      latency > 250 ? 'slow request' : 'request',
      {
        ...request,
        status: dice.pick([200, 200, 200, 200, 304, 404]),
        latency_ms: latency,
      },
    );
  },
  crash: ({ time, flaw }) => [
    json(time, 'fatal', 'cannot start', { error: flaw }),
  ],
  end: ({ time }) => [
    json(time, 'info', 'shutting down', { draining_ms: 500 }),
  ],
};

function json(
  ts: string,
  level: string,
  msg: string,
  fields: Record<string, unknown>,
): string {
  return JSON.stringify({ ts, level, msg, ...fields });
}

/** The auth service logs key=value pairs. */
export const auth: VoiceLines = {
  startup: ({ time, tag }) => [
    `time=${time} level=info msg="starting auth-service" version=${tag}`,
    `time=${time} level=info msg="signing keys loaded" kid=2025-10 algorithm=RS256`,
    `time=${time} level=info msg="listening" addr=:8002`,
  ],
  regular(moment) {
    const { time, dice } = moment;
    const id = dice.hex(12);
    if (isError(moment)) {
      return `time=${time} level=error msg="token verification failed" request_id=${id} error="key set is not reachable" status=503 duration=${dice.latency(
        300,
      )}ms`;
    }
    const user = dice.int(1000, 1999);
    return dice.pick([
      () =>
        `time=${time} level=info msg="로그인 성공" request_id=${id} user_id=${user} duration=${dice.latency(
          18,
        )}ms`,
      () =>
        `time=${time} level=info msg="token issued" request_id=${id} user_id=${user} ttl=15m`,
      () =>
        `time=${time} level=info msg="token verified" request_id=${id} user_id=${user} duration=${dice.latency(
          3,
        )}ms`,
      () =>
        `time=${time} level=warn msg="로그인 실패: 비밀번호가 일치하지 않습니다" request_id=${id} attempts=${dice.int(
          1,
          3,
        )}`,
      () =>
        `time=${time} level=debug msg="session cache" entries=${dice.int(
          300,
          900,
        )} hit_ratio=0.${dice.int(88, 97)}`,
    ])();
  },
  crash: ({ time, flaw }) => [
    `time=${time} level=fatal msg="cannot start" error="${flaw}"`,
  ],
  end: ({ time }) => [`time=${time} level=info msg="shutting down"`],
};

const GREEN = '\u001b[32m';
const YELLOW = '\u001b[33m';
const RED = '\u001b[31m';
const BOLD = '\u001b[1m';
const RESET = '\u001b[0m';

/** The user service colours its levels, as its framework does by default. */
export const user: VoiceLines = {
  startup: ({ tag }) => [
    `${GREEN}INFO${RESET}:     Started server process [${BOLD}1${RESET}] user-service ${tag}`,
    `${GREEN}INFO${RESET}:     Waiting for application startup.`,
    `${GREEN}INFO${RESET}:     Application startup complete.`,
    `${GREEN}INFO${RESET}:     Uvicorn running on ${BOLD}http://0.0.0.0:5001${RESET} (Press CTRL+C to quit)`,
  ],
  regular(moment) {
    const { dice, flaw } = moment;
    const client = `127.0.0.6:${dice.int(32000, 60999)}`;
    if (isError(moment)) {
      return [
        `${RED}ERROR${RESET}:    Exception in ASGI application`,
        'Traceback (most recent call last):',
        '  File "/app/user_service/api/users.py", line 88, in read_user',
        '    user = await repository.find(user_id)',
        '  File "/app/user_service/repository.py", line 41, in find',
        '    row = await connection.fetchrow(SELECT_USER, user_id)',
        `asyncpg.exceptions.ConnectionDoesNotExistError: ${
          flaw ?? 'connection was closed in the middle of operation'
        }`,
        `${GREEN}INFO${RESET}:     ${client} - "${BOLD}GET /users/${dice.int(
          1000,
          1999,
        )} HTTP/1.1${RESET}" ${RED}500 Internal Server Error${RESET}`,
      ];
    }
    if (dice.next() < 0.05) {
      return `${YELLOW}WARNING${RESET}:  사용자 프로필 캐시 적중률이 낮습니다: 0.${dice.int(
        31,
        58,
      )}`;
    }
    const path = dice.pick([
      `/users/${dice.int(1000, 1999)}`,
      '/users/me',
      '/users/verify-credentials',
      '/health',
    ]);
    return `${GREEN}INFO${RESET}:     ${client} - "${BOLD}GET ${path} HTTP/1.1${RESET}" ${GREEN}200 OK${RESET}`;
  },
  crash: ({ flaw }) => [
    `${RED}ERROR${RESET}:    Application startup failed. Exiting: ${flaw}`,
  ],
  end: () => [
    `${GREEN}INFO${RESET}:     Shutting down`,
    `${GREEN}INFO${RESET}:     Finished server process [${BOLD}1${RESET}]`,
  ],
};

/** The blog logs text, in Korean where people read it. */
export const blog: VoiceLines = {
  startup: moment => [
    line(moment, 'INFO', 'app', `블로그 서비스를 시작합니다 (${moment.tag})`),
    line(
      moment,
      'INFO',
      'db',
      'connected to postgres.titanium-prod.svc.cluster.local:5432/blog_db',
    ),
    line(moment, 'INFO', 'app', 'listening on 0.0.0.0:8005'),
  ],
  regular(moment) {
    const { dice, flaw } = moment;
    if (isError(moment)) {
      return [
        line(
          moment,
          'ERROR',
          'http',
          `요청 처리 중 오류가 발생했습니다: ${
            flaw ?? 'timeout exceeded when trying to connect'
          }`,
        ),
        'Error: timeout exceeded when trying to connect',
        '    at Pool.acquire (/app/node_modules/pg-pool/index.js:211:13)',
        '    at async PostRepository.list (/app/dist/posts/repository.js:37:18)',
        '    at async PostController.index (/app/dist/posts/controller.js:22:20)',
      ];
    }
    const id = dice.int(100, 420);
    return dice.pick([
      () =>
        line(
          moment,
          'INFO',
          'http',
          `GET /blog/api/posts ${200} ${dice.latency(22)}ms req=${dice.hex(8)}`,
        ),
      () =>
        line(
          moment,
          'INFO',
          'http',
          `GET /blog/api/posts/${id} ${200} ${dice.latency(
            14,
          )}ms req=${dice.hex(8)}`,
        ),
      () =>
        line(
          moment,
          'INFO',
          'posts',
          `게시글 ${id}번을 조회했습니다 (조회수 ${dice.int(3, 9000)})`,
        ),
      () =>
        line(
          moment,
          'INFO',
          'posts',
          `새 댓글이 등록되었습니다: 게시글 ${id}번`,
        ),
      () =>
        line(
          moment,
          'DEBUG',
          'db',
          `SELECT ... FROM posts ORDER BY created_at DESC LIMIT 20 (${dice.latency(
            6,
          )}ms)`,
        ),
      () =>
        line(
          moment,
          'WARN',
          'cache',
          `category cache missed, key=category:${dice.int(1, 12)}`,
        ),
    ])();
  },
  crash: moment => [
    line(moment, 'ERROR', 'app', `설정을 읽지 못했습니다: ${moment.flaw}`),
    `Error: ${moment.flaw}`,
    '    at requireVariable (/app/dist/config.js:18:11)',
    '    at loadConfig (/app/dist/config.js:44:16)',
    '    at Object.<anonymous> (/app/dist/server.js:9:16)',
    '    at Module._compile (node:internal/modules/cjs/loader:1554:14)',
  ],
  end: moment => [line(moment, 'INFO', 'app', '서비스를 종료합니다')],
};

function line(
  { time }: Moment,
  level: string,
  logger: string,
  text: string,
): string {
  return `${time} ${level.padEnd(5)} [${logger}] ${text}`;
}
