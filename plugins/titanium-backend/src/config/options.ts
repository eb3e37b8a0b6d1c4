import { readDurationFromConfig, Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** Who owns an object, when annotations cannot say so. Absent fields match everything. */
export interface OwnershipRule {
  cluster?: string;
  namespace?: string;
  kind?: string;
  name?: string;
  entityRef: string;
}

/** All settings of the core; times in milliseconds. */
export interface TitaniumOptions {
  /** True when the portal's permissions are off: nothing may be changed then. */
  readOnly: boolean;
  operators: string[];
  approvers: string[];
  ownership: OwnershipRule[];
  /** Where people find the portal; empty when it is not configured, for paths without a host. */
  appUrl: string;
  /** Origins a browser may send changes from. */
  origins: string[];
  membershipTtl: number;
  plans: {
    expiry: number;
    approvalExpiry: number;
    /** What secret values are encrypted with while plans wait; undefined keeps them in memory. */
    sealingKey?: string;
  };
  runs: {
    lease: number;
    verifyTimeout: number;
    shutdownWait: number;
    maxEvents: number;
  };
  stream: {
    heartbeat: number;
    recheck: number;
    linger: number;
    stalledReader: number;
    maxSubscriptions: number;
    maxPerUser: number;
  };
  views: { batch: number; ringMessages: number; ringBytes: number };
  retention: { runs: number; audit: number };
  auditAnchor: number;
  documents: { ttl: number; timeout: number; caseSensitive: boolean };
}

/** Reads everything once, at start-up. */
export function readTitaniumOptions(config: Config): TitaniumOptions {
  const duration = (key: string, fallback: HumanDuration) =>
    durationToMilliseconds(
      config.has(`titanium.${key}`)
        ? readDurationFromConfig(config, { key: `titanium.${key}` })
        : fallback,
    );
  const number = (key: string, fallback: number) =>
    config.getOptionalNumber(`titanium.${key}`) ?? fallback;
  return {
    readOnly: config.getOptionalBoolean('permission.enabled') !== true,
    operators: config.getOptionalStringArray('titanium.policy.operators') ?? [
      'group:default/platform-operators',
    ],
    approvers: config.getOptionalStringArray('titanium.policy.approvers') ?? [
      'group:default/platform-leads',
    ],
    ownership: readOwnership(config),
    appUrl: (config.getOptionalString('app.baseUrl') ?? '').replace(/\/+$/, ''),
    origins: readOrigins(config),
    membershipTtl: duration('membershipTtl', { seconds: 30 }),
    plans: {
      expiry: duration('plans.expiry', { minutes: 15 }),
      approvalExpiry: duration('plans.approvalExpiry', { hours: 24 }),
      sealingKey: readSealingKey(config),
    },
    runs: {
      lease: duration('runs.lease', { seconds: 30 }),
      verifyTimeout: duration('runs.verifyTimeout', { minutes: 15 }),
      shutdownWait: duration('runs.shutdownWait', { seconds: 10 }),
      maxEvents: number('runs.maxEvents', 2000),
    },
    stream: {
      heartbeat: duration('stream.heartbeat', { seconds: 15 }),
      recheck: duration('stream.recheck', { seconds: 30 }),
      linger: duration('stream.linger', { seconds: 60 }),
      stalledReader: duration('stream.stalledReader', { seconds: 60 }),
      maxSubscriptions: number('stream.maxSubscriptions', 50),
      maxPerUser: number('stream.maxPerUser', 60),
    },
    views: {
      batch: duration('views.batch', { milliseconds: 50 }),
      ringMessages: number('views.ringMessages', 2000),
      ringBytes: number('views.ringBytes', 8 * 1024 * 1024),
    },
    retention: {
      runs: duration('retention.runs', { days: 90 }),
      audit: duration('retention.audit', { days: 400 }),
    },
    auditAnchor: duration('audit.anchorEvery', { hours: 1 }),
    documents: {
      ttl: duration('documents.trust', { seconds: 30 }),
      timeout: duration('documents.timeout', { seconds: 3 }),
      caseSensitive:
        config.getOptionalBoolean(
          'techdocs.legacyUseCaseSensitiveTripletPaths',
        ) ?? false,
    },
  };
}

const SEALING_KEY = 'titanium.plans.sealingKey';
/** As many characters as 24 random bytes have in Base64. */
const SHORTEST_KEY = 32;

function readSealingKey(config: Config): string | undefined {
  const key = config.getOptionalString(SEALING_KEY);
  if (key !== undefined && key.length < SHORTEST_KEY) {
    throw new InputError(
      `${SEALING_KEY} must have at least ${SHORTEST_KEY} characters; make one with: openssl rand -base64 32`,
    );
  }
  return key;
}

function readOwnership(config: Config): OwnershipRule[] {
  return (config.getOptionalConfigArray('titanium.ownership') ?? []).map(
    rule => ({
      cluster: rule.getOptionalString('cluster'),
      namespace: rule.getOptionalString('namespace'),
      kind: rule.getOptionalString('kind')?.toLowerCase(),
      name: rule.getOptionalString('name'),
      entityRef: rule.getString('entityRef').toLowerCase(),
    }),
  );
}

function readOrigins(config: Config): string[] {
  const cors = config.getOptional('backend.cors.origin');
  return [
    config.getOptionalString('app.baseUrl'),
    config.getOptionalString('backend.baseUrl'),
    ...(Array.isArray(cors) ? cors : [cors]),
  ].flatMap(url => {
    if (typeof url !== 'string' || !URL.canParse(url)) return [];
    return [new URL(url).origin];
  });
}
