import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { SharedPoll } from '../shared/SharedPoll';
import { unexpectedAnswer } from '../shared/unexpected';

const texts = z.record(z.string());

const ruleAlert = z.object({
  labels: texts,
  annotations: texts.default({}),
  state: z.enum(['pending', 'firing']),
  activeAt: z.string(),
  value: z.string(),
});

const routedAlert = z.object({
  fingerprint: z.string(),
  labels: texts,
  annotations: texts.default({}),
  startsAt: z.string(),
  endsAt: z.string().optional(),
  status: z.object({
    state: z.enum(['unprocessed', 'active', 'suppressed']),
    silencedBy: z.array(z.string()).nullish(),
    inhibitedBy: z.array(z.string()).nullish(),
  }),
});

const silence = z.object({
  id: z.string(),
  matchers: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      isRegex: z.boolean(),
      isEqual: z.boolean().default(true),
    }),
  ),
  startsAt: z.string(),
  endsAt: z.string(),
  createdBy: z.string(),
  comment: z.string(),
  status: z
    .object({ state: z.enum(['expired', 'active', 'pending']) })
    .optional(),
});

/** An alert as Prometheus' rules have it. */
export type RuleAlert = z.infer<typeof ruleAlert>;
/** An alert as Alertmanager has it. */
export type RoutedAlert = z.infer<typeof routedAlert>;
export type Silence = z.infer<typeof silence>;

/** What Alertmanager knows. */
export interface Routed {
  alerts: RoutedAlert[];
  silences: Silence[];
}

/** A cheap path whose answer tells Alertmanager's time. */
export const ALERTMANAGER_CLOCK_PATH = '/-/ready';

/** Items that are not as expected are left out rather than hiding all others. */
function readList<T>(
  list: unknown,
  schema: z.ZodType<T, z.ZodTypeDef, unknown>,
  platform: string,
): T[] {
  if (!Array.isArray(list)) {
    throw unexpectedAnswer(platform);
  }
  return list.flatMap(item => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Pending and firing alerts of Prometheus' rules. */
export async function askRuleAlerts(
  http: PlatformHttp,
  signal?: AbortSignal,
): Promise<RuleAlert[]> {
  const answer = await http.json<{ data?: { alerts?: unknown } }>({
    path: '/api/v1/alerts',
    signal,
  });
  return readList(answer?.data?.alerts, ruleAlert, http.title);
}

export async function askSilences(
  http: PlatformHttp,
  signal?: AbortSignal,
): Promise<Silence[]> {
  return readList(
    await http.json<unknown>({ path: '/api/v2/silences', signal }),
    silence,
    http.title,
  );
}

export async function askSilence(
  http: PlatformHttp,
  id: string,
  signal?: AbortSignal,
): Promise<Silence> {
  const parsed = silence.safeParse(
    await http.json<unknown>({
      path: `/api/v2/silence/${encodeURIComponent(id)}`,
      signal,
    }),
  );
  if (!parsed.success) {
    throw unexpectedAnswer(http.title);
  }
  return parsed.data;
}

export async function askRoutedAlerts(
  http: PlatformHttp,
  signal?: AbortSignal,
  filter?: string[],
): Promise<RoutedAlert[]> {
  return readList(
    await http.json<unknown>({
      path: '/api/v2/alerts',
      query: { filter },
      signal,
    }),
    routedAlert,
    http.title,
  );
}

/** One poll a platform, for all views of alerts. */
export interface AlertPolls {
  rules?: SharedPoll<RuleAlert[]>;
  routed?: SharedPoll<Routed>;
}

export function createAlertPolls(
  clients: { prometheus?: PlatformHttp; alertmanager?: PlatformHttp },
  intervalMs: number,
): AlertPolls {
  const { prometheus, alertmanager } = clients;
  return {
    rules:
      prometheus &&
      new SharedPoll({
        platform: prometheus.title,
        intervalMs,
        ask: signal => askRuleAlerts(prometheus, signal),
      }),
    routed:
      alertmanager &&
      new SharedPoll({
        platform: alertmanager.title,
        intervalMs,
        ask: async signal => {
          const [alerts, silences] = await Promise.all([
            askRoutedAlerts(alertmanager, signal),
            askSilences(alertmanager, signal),
          ]);
          return { alerts, silences };
        },
      }),
  };
}
