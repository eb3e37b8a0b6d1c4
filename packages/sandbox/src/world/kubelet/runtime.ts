import { parseTime } from '../objects';
import { R } from '../resources';
import { Traffic } from '../traffic/traffic';
import { Clock, KubeObject, LogLine, ObjectStore, PodRuntime } from '../types';
import { findImage } from './images';
import { QUIET_LINES, VoiceLines, VOICES } from './logs';
import { Follow, Follower } from './logs/follow';
import { Journal } from './logs/journal';
import { RunFacts, RunLog } from './logs/run';
import { Answer, Answers } from './network/answers';
import { usageOf } from './usage';
import { isLoad } from '../seed/load';

/** What a node's own daemons use. */
const SYSTEM_NANOCORES = 95e6;
const SYSTEM_BYTES = 620 * 2 ** 20;

/** Logs and consumption of all pods, worked out when asked for. */
export class Runtime implements PodRuntime {
  private readonly pods = new Map<string, KubeObject>();
  private readonly logsOf = new Map<string, Map<string, RunLog>>();
  private readonly checks = new Map<string, Set<() => void>>();
  /** Every run of the platform's own pods, also of those that are gone. */
  readonly journal: Journal;

  constructor(
    private readonly clock: Clock,
    private readonly store: ObjectStore,
    private readonly traffic: Traffic,
    private readonly answers: Answers,
  ) {
    this.journal = new Journal(clock);
  }

  start(): void {
    for (const pod of this.store.list(R.pods)) {
      this.pods.set(pod.metadata.uid!, pod);
      this.note(pod);
    }
    this.store.watch(R.pods, {}, ({ type, object }) => {
      const uid = object.metadata.uid!;
      this.note(object);
      if (type === 'DELETED') {
        this.journal.close(
          uid,
          runsOf(object).map(run => keyOf(object, run)),
        );
        this.pods.delete(uid);
        this.logsOf.delete(uid);
      } else {
        this.pods.set(uid, object);
      }
      this.checks.get(uid)?.forEach(check => check());
    });
  }

  logs(
    podUid: string,
    container: string,
    options: { previous?: boolean } = {},
  ): readonly LogLine[] | undefined {
    return this.runLog(podUid, container, options.previous)?.read(
      this.clock.now(),
    );
  }

  followLogs(
    podUid: string,
    container: string,
    listener: Follower,
  ): () => void {
    const log = this.runLog(podUid, container);
    if (!log) {
      listener.ended();
      return () => {};
    }
    if (log.facts.finishedAt !== undefined) {
      listener.ended();
      return () => {};
    }
    const follow = new Follow(this.clock, log, listener);
    const checks = this.checks.get(podUid) ?? new Set();
    this.checks.set(podUid, checks);
    const check = () => {
      const current = this.runLog(podUid, container);
      const isOver =
        current?.facts.key !== log.facts.key ||
        log.facts.finishedAt !== undefined;
      if (isOver) {
        checks.delete(check);
        follow.end();
      }
    };
    checks.add(check);
    return () => {
      checks.delete(check);
      follow.stop();
    };
  }

  podUsage(podUid: string) {
    const pod = this.pods.get(podUid);
    const time = this.traffic.sampledAt;
    const containers = pod && usageOf(this.traffic, pod, time);
    return containers && { time, containers };
  }

  nodeUsage(node: string) {
    if (!this.store.get(R.nodes, undefined, node)) {
      return undefined;
    }
    const time = this.traffic.sampledAt;
    let cpuNanocores = SYSTEM_NANOCORES;
    let memoryBytes = SYSTEM_BYTES;
    for (const pod of this.pods.values()) {
      if (pod.spec.nodeName === node) {
        for (const container of usageOf(this.traffic, pod, time) ?? []) {
          cpuNanocores += container.cpuNanocores;
          memoryBytes += container.memoryBytes;
        }
      }
    }
    return { time, cpuNanocores, memoryBytes };
  }

  private runLog(
    podUid: string,
    container: string,
    previous = false,
  ): RunLog | undefined {
    const pod = this.pods.get(podUid);
    const status = [
      ...(pod?.status?.initContainerStatuses ?? []),
      ...(pod?.status?.containerStatuses ?? []),
    ].find(item => item.name === container);
    if (!pod || !status) {
      return undefined;
    }
    const run = runOf(status, previous);
    if (!run) {
      return undefined;
    }
    const key = keyOf(pod, { ...run, container });
    const logs = this.logsOf.get(podUid) ?? new Map<string, RunLog>();
    this.logsOf.set(podUid, logs);
    let log = logs.get(key);
    if (!log) {
      log = new RunLog(
        this.journal.facts(key) ?? this.describe(pod, container, key, run),
      );
      logs.set(key, log);
    }
    if (run.finishedAt !== undefined) {
      log.facts.finishedAt ??= run.finishedAt;
      log.facts.exit ??= run.exit;
    }
    return log;
  }

  private note(pod: KubeObject): void {
    if (isLoad(pod)) {
      return;
    }
    for (const run of runsOf(pod)) {
      const key = keyOf(pod, run);
      this.journal.note(pod, { ...run, key }, () =>
        this.describe(pod, run.container, key, run),
      );
    }
  }

  private describe(
    pod: KubeObject,
    container: string,
    key: string,
    run: Run,
  ): RunFacts {
    const spec = [
      ...(pod.spec.initContainers ?? []),
      ...pod.spec.containers,
    ].find(item => item.name === container);
    const app = findImage(pod.spec.containers[0].image);
    const image = findImage(spec.image);
    const service = this.traffic.serviceOf(pod);
    const isTask = pod.spec.restartPolicy !== 'Always';
    let voice = image?.program.voice ?? 'shell';
    if (container === 'istio-init') {
      voice = 'iptables';
    } else if (voice === 'postgres' && isTask) {
      voice = 'backup';
    }
    const isProxy = voice === 'envoy';
    const asks = spec !== undefined && this.answers.ask(pod, spec);
    const lines = service && !isProxy ? service.lines : QUIET_LINES[voice] ?? 0;
    return {
      key,
      startedAt: run.startedAt,
      pod: pod.metadata.name,
      namespace: pod.metadata.namespace!,
      container,
      tag: image?.tag ?? '',
      failing: app?.behavior === 'errors',
      flaw: app?.flaw,
      voice: asks
        ? answerVoice(() => this.answers.of(pod, spec, run.number))
        : VOICES[voice],
      rate: time => lines * this.traffic.verbosity(service, time),
    };
  }
}

/** Says what was answered when the run has ended, and nothing before. */
function answerVoice(answer: () => Answer | undefined): VoiceLines {
  const lines = () => answer()?.lines ?? [];
  return { startup: () => [], regular: () => [], crash: lines, end: lines };
}

interface Run {
  number: number;
  startedAt: number;
  finishedAt?: number;
  exit?: 'crash' | 'killed' | 'end';
}

function keyOf(
  pod: KubeObject,
  run: { container: string; number: number },
): string {
  return `${pod.metadata.uid}/${run.container}/${run.number}`;
}

/** All runs that a pod's status tells of, the earlier ones first. */
function runsOf(pod: KubeObject): (Run & { container: string })[] {
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ];
  return statuses.flatMap(status =>
    [runOf(status, true), runOf(status, false)].flatMap(run =>
      run ? { ...run, container: status.name as string } : [],
    ),
  );
}

/** The current run of a container or the one before it; undefined when there was none. */
function runOf(status: any, previous: boolean): Run | undefined {
  const { running, terminated } = status.state ?? {};
  const last = status.lastState?.terminated;
  const count: number = status.restartCount ?? 0;
  if (previous) {
    // While a crashed container waits, its newest run is the previous one.
    const isWaiting = !running && !terminated;
    return last && endedRun(last, isWaiting ? count : count - 1);
  }
  if (running) {
    return { number: count, startedAt: parseTime(running.startedAt) };
  }
  if (terminated) {
    return endedRun(terminated, count);
  }
  return last && endedRun(last, count);
}

function endedRun(terminated: any, number: number): Run {
  const killed = terminated.exitCode === 0 ? 'end' : 'crash';
  return {
    number,
    startedAt: parseTime(terminated.startedAt),
    finishedAt: parseTime(terminated.finishedAt),
    exit: terminated.reason === 'OOMKilled' ? 'killed' : killed,
  };
}
