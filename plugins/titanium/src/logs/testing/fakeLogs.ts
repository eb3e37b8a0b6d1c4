import {
  LogLine,
  Result,
  StreamMessage,
  StreamRequest,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumApi,
  TitaniumRequestError,
} from '@titanium-portal/backstage-plugin-titanium-react';

/** The moment that the fake platform calls now. */
export const NOW = Date.parse('2026-01-01T01:00:00Z');

/** Lines a second apart, the newest just before now. */
export function fakeLines(count: number, before = NOW): LogLine[] {
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(before - (count - index) * 1000);
    return {
      time: `${time.toISOString().slice(0, 23)}000000Z`,
      text: `line ${index} of ${count}`,
      pod: index % 2 ? 'gateway-b' : 'gateway-a',
      container: 'api',
      level: ['info', 'error', 'warn'][index % 3],
      labels: { namespace: 'titanium-prod', app: 'api-gateway' },
      fields: { status: '503' },
    };
  });
}

export const DOWN = new TitaniumRequestError({
  message: 'Loki of cluster titanium cannot be reached',
  status: 503,
  code: 'platform-unavailable',
});

type Input = Record<string, any>;

/** A back end of logs: a test decides what reads answer and what streams say. */
export function fakeLogs(
  answers: Record<string, (input: Input) => Result | Error>,
) {
  const asked: { id: string; input: Input }[] = [];
  const topics = new Map<string, string>();
  let push: (message: StreamMessage) => void = () => {};
  const waiting: { topic: string; make: (id: string) => StreamMessage }[] = [];

  async function* stream(request: StreamRequest, signal: AbortSignal) {
    const queue: StreamMessage[] = [];
    let wake = () => {};
    const woken = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    topics.clear();
    request.subscriptions.forEach(({ id, topic }) => topics.set(topic, id));
    push = message => {
      queue.push(message);
      wake();
    };
    signal.addEventListener('abort', () => wake());
    for (const { topic, make } of waiting.splice(0)) {
      const id = topics.get(topic);
      if (id) queue.push(make(id));
      else waiting.push({ topic, make });
    }
    while (!signal.aborted) {
      while (queue.length) yield queue.shift()!;
      await woken();
    }
  }

  const api = {
    stream,
    read: async ({ action }: { action: { id: string; input: Input } }) => {
      asked.push(action);
      const answer = answers[action.id]?.(action.input);
      if (!answer || answer instanceof Error) {
        throw answer ?? new Error(`nothing answers ${action.id}`);
      }
      return {
        result: answer,
        action: action.id,
        input: action.input,
        command: null,
        target: {},
        defaults: {},
        at: new Date(NOW).toISOString(),
      };
    },
  } as unknown as TitaniumApi;

  return {
    api,
    asked: (id: string) =>
      asked.filter(each => each.id === id).map(({ input }) => input),
    topics: () => [...topics.keys()],
    /** Says something on a topic, now or when it is asked for. */
    send(topic: string, make: (id: string) => StreamMessage) {
      const id = topics.get(topic);
      if (id) push(make(id));
      else waiting.push({ topic, make });
    },
  };
}

/** The answer of `loki.query` for lines. */
export function logsAnswer(lines: LogLine[], input: Input, limited = false) {
  const { range } = input;
  const to = range.to ?? NOW;
  return {
    type: 'logs' as const,
    lines,
    query: {
      text: input.query,
      from: range.from ?? to - range.last * 1000,
      to,
      limit: input.limit,
      limited,
    },
  };
}

/** The answer of `loki.histogram`: one line a minute of each of two levels. */
export function histogramAnswer() {
  const points = Array.from(
    { length: 60 },
    (_, index) => [NOW - (60 - index) * 60_000, 10] as [number, number],
  );
  return {
    type: 'series' as const,
    unit: 'short',
    series: ['info', 'error'].map(name => ({
      name,
      labels: { level: name },
      points,
    })),
  };
}
