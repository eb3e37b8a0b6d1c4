import { VerifyUpdate } from '@titanium-portal/backstage-plugin-titanium-node';
import { shownText } from '../../applications/text';
import {
  AppId,
  Application,
  HealthStatus,
  ResourceTree,
} from '../../client/types';
import { ArgoInstance } from '../../instances';
import { VerifyTimings } from '../deps';
import { followApplication } from './followApplication';
import { Narrator } from './Narrator';
import { Pods, podProgress, podsOf } from './pods';
import { failed, Part, trouble } from './says';

const COMPARING: Part = {
  text: 'Argo CD compares the application again',
  key: 'comparing',
};

function healthPart(health = 'Unknown'): Part {
  return { text: `health is ${health}`, key: 'health', values: { health } };
}

export interface HealthWanted {
  /** Images that pods should run; empty when they are not known. */
  images: string[];
  /** Says what the state means once all is well: why `OutOfSync` is normal. */
  explain(app: Application): Part[];
  /** Why it can never become well; undefined while it can. */
  superseded(app: Application): Part | undefined;
  /** Failures say that automatic sync is off. */
  paused: boolean;
}

const FAILING = new Set(['Degraded', 'Missing']);

/** Words of what is not healthy, the pods' first. */
function* evidence(tree: ResourceTree, pods: Pods): Generator<VerifyUpdate> {
  const told = pods.waiting.map(({ node }) => node);
  const others = (tree.nodes ?? []).filter(
    node => FAILING.has(node.health?.status ?? '') && !told.includes(node),
  );
  for (const node of [...told, ...others].slice(0, 5)) {
    if (node.health?.message) {
      yield {
        type: 'evidence',
        source: 'condition',
        subject: `${node.kind.toLowerCase()}/${node.name}`,
        text: shownText(node.health.message, 1000),
      };
    }
  }
}

/** True once Argo CD has looked at the application after its operation ended. */
function isFresh({ status }: Application): boolean {
  const finished = status?.operationState?.finishedAt;
  return !finished || !status?.reconciledAt || status.reconciledAt >= finished;
}

/** Follows an application until it is healthy and every pod is ready. */
export async function* followHealth(
  { instance, id }: { instance: ArgoInstance; id: AppId },
  wanted: HealthWanted,
  options: { timings: VerifyTimings; signal: AbortSignal },
): AsyncGenerator<VerifyUpdate> {
  const { stallMs, degradedMs, settleMs } = options.timings;
  const narrator = new Narrator();
  const began = Date.now();
  let explained = false;
  for await (const look of followApplication(instance, id, options.signal)) {
    if ('unavailable' in look) {
      const progress = narrator.news(trouble(look.unavailable), stallMs);
      if (progress) {
        yield { type: 'progress', progress };
      }
      continue;
    }
    const { app, tree } = look;
    const superseded = wanted.superseded(app);
    if (superseded) {
      yield failed(superseded, wanted.paused);
      return;
    }
    const pods = podsOf(tree, wanted.images);
    const health: HealthStatus = app.status?.health ?? {};
    const well = health.status === 'Healthy' && pods.waiting.length === 0;
    if (well && (isFresh(app) || Date.now() - began > settleMs)) {
      const progress = podProgress(pods, wanted.explain(app));
      yield { type: 'progress', progress };
      yield { type: 'succeeded' };
      return;
    }
    const progress = narrator.news(
      podProgress(pods, [well ? COMPARING : healthPart(health.status)]),
      stallMs,
    );
    if (progress) {
      yield { type: 'progress', progress };
      if (progress.stalled && !explained) {
        explained = true;
        yield* evidence(tree, pods);
      }
    }
    if (FAILING.has(health.status ?? '') && narrator.still() > degradedMs) {
      yield* evidence(tree, pods);
      yield failed(
        {
          text: `The application is ${health.status} and does not recover.`,
          key: 'degraded',
          values: { health: health.status ?? '' },
        },
        wanted.paused,
      );
      return;
    }
  }
}
