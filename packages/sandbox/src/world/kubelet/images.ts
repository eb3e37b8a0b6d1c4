/** How a container runs once its image is there. */
export type Behavior =
  /** Serves until it is stopped. */
  | 'serve'
  /** Serves, but answers many requests with 5xx. */
  | 'errors'
  /** Ends with exit code 1 soon after its start. */
  | 'crash'
  /** Serves while its memory grows past the limit. */
  | 'leak'
  /** Runs, but never becomes ready. */
  | 'unready'
  /** Does its work and ends with exit code 0. */
  | 'complete'
  /** Asks the network once and ends as it was answered. */
  | 'ask';

/** Who speaks in a container's log; see the folder `logs`. */
export type Voice =
  | 'gateway'
  | 'auth'
  | 'user'
  | 'blog'
  | 'postgres'
  | 'envoy'
  | 'iptables'
  | 'backup'
  | 'logfmt'
  | 'klog'
  | 'shell';

/** What is known about an image repository: that it exists, what it says and what it uses. */
export interface Program {
  repository: string;
  voice: Voice;
  /** Millicores while idle, and for each request a second. */
  cpu: { idle: number; perRequest?: number };
  /** Resident memory in MiB. A container whose limit is below it is killed. */
  memoryMi: number;
  /** Milliseconds of work before a container that is meant to end does so. */
  runMs?: { min: number; max: number };
  /** Runs to its end even without a restart policy that says so. */
  ends?: boolean;
  /** Releases that do not do what they should, by tag. */
  releases?: Record<string, { behavior: Behavior; flaw: string }>;
}

/** Tags that exist for any known repository. */
const GOOD_TAG =
  /^(latest|stable|alpine|slim|v?\d+(\.\d+){0,3}([-.][a-z0-9.]+)*)$/i;
/** Tags that exist nowhere, whatever they look like. */
const MISSING_TAG = /does-not-exist|missing|not-found/;

const small = { idle: 2 };

export const PROGRAMS: readonly Program[] = [
  {
    repository: 'idongju/api-gateway',
    voice: 'gateway',
    cpu: { idle: 6, perRequest: 0.72 },
    memoryMi: 74,
    releases: {
      'v1.3.0': {
        behavior: 'errors',
        flaw: 'upstream pool exhausted after 32 connections',
      },
    },
  },
  {
    repository: 'idongju/auth-service',
    voice: 'auth',
    cpu: { idle: 5, perRequest: 0.8 },
    memoryMi: 92,
    releases: {
      'v1.3.0': {
        behavior: 'leak',
        flaw: 'token cache grows without bound',
      },
    },
  },
  {
    repository: 'idongju/user-service',
    voice: 'user',
    cpu: { idle: 5, perRequest: 0.66 },
    memoryMi: 101,
    releases: {
      'v1.3.0': { behavior: 'unready', flaw: 'health endpoint answers 503' },
    },
  },
  {
    repository: 'idongju/blog-service',
    voice: 'blog',
    cpu: { idle: 6, perRequest: 0.7 },
    memoryMi: 118,
    releases: {
      'v1.3.0': {
        behavior: 'crash',
        flaw: 'environment variable BLOG_SEARCH_URL is not set',
      },
    },
  },
  {
    repository: 'postgres',
    voice: 'postgres',
    cpu: { idle: 8, perRequest: 0.5 },
    memoryMi: 168,
    runMs: { min: 3000, max: 6000 },
  },
  {
    repository: 'istio/proxyv2',
    voice: 'envoy',
    cpu: { idle: 3, perRequest: 0.06 },
    memoryMi: 44,
    runMs: { min: 300, max: 700 },
  },
  { repository: 'istio/pilot', voice: 'klog', cpu: { idle: 7 }, memoryMi: 96 },
  {
    repository: 'quay.io/prometheus/prometheus',
    voice: 'logfmt',
    cpu: { idle: 38 },
    memoryMi: 412,
  },
  {
    repository: 'quay.io/prometheus/alertmanager',
    voice: 'logfmt',
    cpu: small,
    memoryMi: 28,
  },
  {
    repository: 'quay.io/prometheus/node-exporter',
    voice: 'logfmt',
    cpu: small,
    memoryMi: 16,
  },
  {
    repository: 'quay.io/prometheus-operator/prometheus-operator',
    voice: 'logfmt',
    cpu: small,
    memoryMi: 36,
  },
  {
    repository: 'registry.k8s.io/kube-state-metrics/kube-state-metrics',
    voice: 'klog',
    cpu: { idle: 3 },
    memoryMi: 38,
  },
  {
    repository: 'grafana/grafana',
    voice: 'logfmt',
    cpu: { idle: 9 },
    memoryMi: 132,
  },
  {
    repository: 'grafana/loki',
    voice: 'logfmt',
    cpu: { idle: 22 },
    memoryMi: 236,
  },
  {
    repository: 'grafana/promtail',
    voice: 'logfmt',
    cpu: { idle: 14 },
    memoryMi: 72,
  },
  {
    repository: 'quay.io/kiali/kiali',
    voice: 'klog',
    cpu: small,
    memoryMi: 64,
  },
  {
    repository: 'quay.io/argoproj/argocd',
    voice: 'logfmt',
    cpu: { idle: 16 },
    memoryMi: 146,
  },
  { repository: 'redis', voice: 'logfmt', cpu: small, memoryMi: 12 },
  {
    repository: 'registry.k8s.io/coredns/coredns',
    voice: 'klog',
    cpu: small,
    memoryMi: 22,
  },
  {
    repository: 'registry.k8s.io/metrics-server/metrics-server',
    voice: 'klog',
    cpu: { idle: 4 },
    memoryMi: 34,
  },
  {
    repository: 'registry.k8s.io/kube-proxy',
    voice: 'klog',
    cpu: small,
    memoryMi: 24,
  },
  {
    repository: 'rancher/local-path-provisioner',
    voice: 'klog',
    cpu: small,
    memoryMi: 18,
  },
  {
    repository: 'titanium/load',
    voice: 'logfmt',
    cpu: { idle: 1 },
    memoryMi: 8,
  },
  ...[
    'busybox',
    'alpine',
    'nicolaka/netshoot',
    'curlimages/curl',
    'ubuntu',
    'debian',
  ].map(
    (repository): Program => ({
      repository,
      voice: 'shell',
      cpu: { idle: 0 },
      memoryMi: 4,
      runMs: { min: 500, max: 2000 },
      ends: true,
    }),
  ),
  { repository: 'nginx', voice: 'envoy', cpu: small, memoryMi: 10 },
];

const BY_REPOSITORY = new Map(
  PROGRAMS.map(program => [program.repository, program]),
);

/** What an image name means: its program, and which of its releases when that one is special. */
export interface Image {
  program: Program;
  tag: string;
  behavior: Behavior;
  flaw?: string;
}

const known = new Map<string, Image | undefined>();
const MOST_KNOWN = 1000;

/** Undefined when there is no such image to pull. */
export function findImage(name: string): Image | undefined {
  if (!known.has(name)) {
    if (known.size >= MOST_KNOWN) {
      known.clear();
    }
    known.set(name, lookUp(name));
  }
  return known.get(name);
}

function lookUp(name: string): Image | undefined {
  const [reference, digest] = name.split('@');
  const colon = reference.lastIndexOf(':');
  const hasTag = colon > reference.lastIndexOf('/');
  const tag = hasTag ? reference.slice(colon + 1) : 'latest';
  const repository = (hasTag ? reference.slice(0, colon) : reference).replace(
    /^docker\.io\/(library\/)?/,
    '',
  );
  const program = BY_REPOSITORY.get(repository);
  if (!program || MISSING_TAG.test(tag) || !(digest || GOOD_TAG.test(tag))) {
    return undefined;
  }
  const release = program.releases?.[tag];
  return {
    program,
    tag,
    behavior: release?.behavior ?? (program.ends ? 'complete' : 'serve'),
    flaw: release?.flaw,
  };
}
