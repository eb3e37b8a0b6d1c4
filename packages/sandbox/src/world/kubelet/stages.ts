import { Behavior } from './images';

/** Where a container is in its life. */
export type ContainerState =
  | 'waiting'
  | 'config-error'
  | 'pulling'
  | 'pull-error'
  | 'pull-backoff'
  | 'running'
  | 'ready'
  | 'exited'
  | 'crash-backoff'
  /** Ended, and nothing starts it again. */
  | 'done';

/** What a stage may ask about a container before it applies. All that are given must hold. */
export interface Circumstances {
  /** Whether the image exists. */
  image: 'found' | 'unknown';
  /** Whether the node has the image already. */
  cached: boolean;
  /** Whether all ConfigMaps and Secrets that the container needs exist. */
  configured: boolean;
  behavior: Behavior;
  /** Whether the container's memory limit lets its program live. */
  fits: boolean;
  /** Whether the pod's restart policy starts it again after its last exit. */
  restarts: boolean;
  /** Whether it has been restarted before. */
  restarted: boolean;
}

export type Delay =
  | { minMs: number; maxMs: number }
  /** As long as the program works before it ends. */
  | 'work'
  /** Until the first successful readiness probe. */
  | 'readiness'
  /** Doubling from 10 s to 5 min with each failure of its kind. */
  | 'backoff';

/** An event; `$image`, `$container`, `$pod`, `$took`, `$problem` are filled in. */
export interface StageEvent {
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
}

/** One step in the life of a container: the first stage that fits is taken, after its delay. */
export interface Stage {
  name: string;
  from: ContainerState;
  when?: Partial<Circumstances>;
  delay: Delay;
  to: ContainerState;
  exit?: { code: number; reason: string };
  events?: StageEvent[];
}

const started: StageEvent[] = [
  { reason: 'Created', message: 'Created container $container' },
  { reason: 'Started', message: 'Started container $container' },
];
const present: StageEvent[] = [
  {
    reason: 'Pulled',
    message: 'Container image "$image" already present on machine',
  },
  ...started,
];
const pulling: StageEvent[] = [
  { reason: 'Pulling', message: 'Pulling image "$image"' },
];

export const STAGES: readonly Stage[] = [
  {
    name: 'refuse-config',
    from: 'waiting',
    when: { configured: false },
    delay: { minMs: 100, maxMs: 400 },
    to: 'config-error',
    events: [{ type: 'Warning', reason: 'Failed', message: 'Error: $problem' }],
  },
  {
    name: 'refuse-config-again',
    from: 'config-error',
    when: { configured: false },
    delay: { minMs: 8000, maxMs: 12_000 },
    to: 'config-error',
    events: [{ type: 'Warning', reason: 'Failed', message: 'Error: $problem' }],
  },
  {
    name: 'accept-config',
    from: 'config-error',
    delay: { minMs: 0, maxMs: 0 },
    to: 'waiting',
  },
  {
    name: 'start-present',
    from: 'waiting',
    when: { image: 'found', cached: true },
    delay: { minMs: 120, maxMs: 500 },
    to: 'running',
    events: present,
  },
  {
    name: 'pull',
    from: 'waiting',
    delay: { minMs: 80, maxMs: 300 },
    to: 'pulling',
    events: pulling,
  },
  {
    name: 'start-pulled',
    from: 'pulling',
    when: { image: 'found' },
    delay: { minMs: 700, maxMs: 2200 },
    to: 'running',
    events: [
      {
        reason: 'Pulled',
        message:
          'Successfully pulled image "$image" in $took ($took including waiting)',
      },
      ...started,
    ],
  },
  {
    name: 'pull-fails',
    from: 'pulling',
    delay: { minMs: 900, maxMs: 1800 },
    to: 'pull-error',
    events: [
      {
        type: 'Warning',
        reason: 'Failed',
        message: 'Failed to pull image "$image": $problem',
      },
      { type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull' },
    ],
  },
  {
    name: 'pull-backs-off',
    from: 'pull-error',
    delay: { minMs: 1500, maxMs: 3500 },
    to: 'pull-backoff',
    events: [
      { reason: 'BackOff', message: 'Back-off pulling image "$image"' },
      { type: 'Warning', reason: 'Failed', message: 'Error: ImagePullBackOff' },
    ],
  },
  {
    name: 'pull-again',
    from: 'pull-backoff',
    delay: 'backoff',
    to: 'pulling',
    events: pulling,
  },
  {
    name: 'killed-at-start',
    from: 'running',
    when: { fits: false },
    delay: { minMs: 600, maxMs: 1500 },
    to: 'exited',
    exit: { code: 137, reason: 'OOMKilled' },
  },
  {
    name: 'crash',
    from: 'running',
    when: { behavior: 'crash' },
    delay: { minMs: 900, maxMs: 2500 },
    to: 'exited',
    exit: { code: 1, reason: 'Error' },
  },
  {
    name: 'complete',
    from: 'running',
    when: { behavior: 'complete' },
    delay: 'work',
    to: 'exited',
    exit: { code: 0, reason: 'Completed' },
  },
  {
    name: 'answered',
    from: 'running',
    when: { behavior: 'ask' },
    delay: 'work',
    to: 'exited',
    // The answer decides whether it stays at that.
    exit: { code: 0, reason: 'Completed' },
  },
  {
    name: 'stay-unready',
    from: 'running',
    when: { behavior: 'unready' },
    delay: { minMs: 10_000, maxMs: 10_000 },
    to: 'running',
    events: [
      {
        type: 'Warning',
        reason: 'Unhealthy',
        message:
          'Readiness probe failed: HTTP probe failed with statuscode: 503',
      },
    ],
  },
  { name: 'become-ready', from: 'running', delay: 'readiness', to: 'ready' },
  {
    name: 'outgrow-memory',
    from: 'ready',
    when: { behavior: 'leak' },
    delay: { minMs: 18_000, maxMs: 32_000 },
    to: 'exited',
    exit: { code: 137, reason: 'OOMKilled' },
  },
  {
    name: 'end',
    from: 'exited',
    when: { restarts: false },
    delay: { minMs: 0, maxMs: 0 },
    to: 'done',
  },
  {
    name: 'restart-at-once',
    from: 'exited',
    when: { restarted: false },
    delay: { minMs: 300, maxMs: 900 },
    to: 'running',
    events: present,
  },
  {
    name: 'back-off',
    from: 'exited',
    delay: { minMs: 500, maxMs: 1200 },
    to: 'crash-backoff',
    events: [
      {
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting failed container $container in pod $pod',
      },
    ],
  },
  {
    name: 'restart',
    from: 'crash-backoff',
    delay: 'backoff',
    to: 'running',
    events: present,
  },
];

/** The stage that is next, if the container is to move at all. */
export function nextStage(
  state: ContainerState,
  circumstances: Circumstances,
): Stage | undefined {
  return STAGES.find(
    stage =>
      stage.from === state &&
      Object.entries(stage.when ?? {}).every(
        ([key, value]) => circumstances[key as keyof Circumstances] === value,
      ),
  );
}
