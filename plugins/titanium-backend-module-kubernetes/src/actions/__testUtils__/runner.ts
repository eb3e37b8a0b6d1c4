import { request } from 'node:https';
import {
  coreServices,
  createBackendPlugin,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { RunProgress } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  AppliedStep,
  PlanDraft,
  ResolvedTarget,
  TitaniumClusters,
  titaniumClustersServiceRef,
  VerifyUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { actions } from '..';
import { DEFAULT_PROBE, ProbeConfig } from '../networkProbe/probeConfig';
import { startTestSandbox, TestSandbox } from '../../__testUtils__/sandbox';

/** The clusters service as a back end has it. */
async function startClusters(config: JsonObject): Promise<{
  clusters: TitaniumClusters;
  logger: LoggerService;
  stop(): Promise<void>;
}> {
  let services:
    | { clusters: TitaniumClusters; logger: LoggerService }
    | undefined;
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: config }),
      createBackendPlugin({
        pluginId: 'titanium',
        register(env) {
          env.registerInit({
            deps: {
              clusters: titaniumClustersServiceRef,
              logger: coreServices.logger,
            },
            async init(deps) {
              services = deps;
            },
          });
        },
      }),
    ],
  });
  return { ...services!, stop: () => backend.stop() };
}

/** What a drafted action needs to be carried out. */
export interface Drafted {
  action: Action;
  input: JsonObject;
  target: ResolvedTarget;
  plan: PlanDraft;
  /** Of the run that carries it out. */
  runId: string;
}

/** How a verification went. */
export interface Verified {
  outcome: 'succeeded' | 'failed' | 'aborted';
  reason?: string;
  progress: RunProgress[];
  evidence: Extract<VerifyUpdate, { type: 'evidence' }>[];
}

/** Carries actions out against a sandbox of its own, as the core does, without its bookkeeping. */
export class ActionRunner {
  private readonly known: Map<string, Action>;
  private runs = 0;

  private constructor(
    readonly world: TestSandbox,
    readonly clusters: TitaniumClusters,
    private readonly logger: LoggerService,
    private readonly stopClusters: () => Promise<void>,
    probe?: Partial<ProbeConfig>,
  ) {
    const timings = { stall: 2_000, hold: 4_000 };
    const options = {
      clusters,
      timings,
      probe: { ...DEFAULT_PROBE, ...probe },
    };
    this.known = new Map(actions(options).map(action => [action.id, action]));
  }

  static async start(
    options: { speed?: number; probe?: Partial<ProbeConfig> } = {},
  ): Promise<ActionRunner> {
    const world = await startTestSandbox(options);
    const { clusters, logger, stop } = await startClusters(world.config);
    return new ActionRunner(world, clusters, logger, stop, options.probe);
  }

  async stop(): Promise<void> {
    await this.stopClusters();
    await this.world.stop();
  }

  action(id: string): Action {
    return this.known.get(id)!;
  }

  context(signal = AbortSignal.timeout(60_000)) {
    return { signal, logger: this.logger, requester: 'user:default/operator' };
  }

  async draft(id: string, fields: JsonObject): Promise<Drafted> {
    const action = this.action(id);
    const input = action.input.parse({
      cluster: 'titanium',
      namespace: 'titanium-prod',
      ...fields,
    });
    const target = await action.target(input, this.context());
    const plan = await action.draft(input, target, this.context());
    this.runs += 1;
    return { action, input, target, plan, runId: `test-${this.runs}` };
  }

  private step({ action, target, plan, runId }: Drafted) {
    const [{ kind, input, preconditions }] = plan.steps;
    return {
      handler: action.steps[kind],
      step: { target: target.ref, input, preconditions, runId },
    };
  }

  apply(
    drafted: Drafted,
    held: () => Promise<void> = async () => {},
  ): Promise<AppliedStep> {
    const { handler, step } = this.step(drafted);
    return handler.apply({ ...step, held }, this.context());
  }

  async fence(drafted: Drafted, epoch = 2): Promise<void> {
    const { handler, step } = this.step(drafted);
    await handler.fence!({ ...step, epoch }, this.context());
  }

  async diagnose(drafted: Drafted, applied: AppliedStep) {
    const { handler, step } = this.step(drafted);
    const evidence = [];
    for await (const update of handler.diagnose!(
      { ...step, applied },
      this.context(),
    )) {
      evidence.push(update);
    }
    return evidence;
  }

  /** `since` is when the step was applied; now, unless told. */
  reconcile(drafted: Drafted, since = new Date().toISOString()) {
    const { handler, step } = this.step(drafted);
    return handler.reconcile({ ...step, since }, this.context());
  }

  async verify(
    drafted: Drafted,
    applied: AppliedStep,
    options: {
      signal?: AbortSignal;
      on?: (update: VerifyUpdate) => void;
    } = {},
  ): Promise<Verified> {
    const { handler, step } = this.step(drafted);
    const verified: Verified = {
      outcome: 'aborted',
      progress: [],
      evidence: [],
    };
    const updates = handler.verify(
      // As the core stores it between apply and verify.
      { ...step, applied: JSON.parse(JSON.stringify(applied)) },
      this.context(options.signal),
    );
    for await (const update of updates) {
      options.on?.(update);
      if (update.type === 'progress') {
        verified.progress.push(update.progress);
      } else if (update.type === 'evidence') {
        verified.evidence.push(update);
      } else {
        verified.outcome = update.type;
        verified.reason = update.type === 'failed' ? update.reason : undefined;
      }
    }
    return verified;
  }

  async run(id: string, fields: JsonObject) {
    const drafted = await this.draft(id, fields);
    const applied = await this.apply(drafted);
    const verified = await this.verify(drafted, applied);
    return { ...drafted, applied, ...verified };
  }

  /** The input that takes a run back. */
  undoOf(
    { action, input, target, plan }: Drafted,
    applied: AppliedStep,
  ): { action: string; input: JsonObject } | undefined {
    const [{ kind, input: stepInput }] = plan.steps;
    return action.undo?.({
      input,
      target: target.ref,
      steps: [{ kind, input: stepInput, applied }],
    });
  }

  /** Changes an object behind the portal's back. */
  patch(
    path: string,
    body: unknown,
    contentType = 'application/strategic-merge-patch+json',
  ): Promise<void> {
    const { urls, tokens, ca } = this.world.sandbox;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${urls.kubernetes}${path}`,
        {
          method: 'PATCH',
          ca,
          headers: {
            authorization: `Bearer ${tokens.admin}`,
            'content-type': contentType,
          },
        },
        response => {
          response.resume();
          response.on('end', () =>
            response.statusCode === 200
              ? resolve()
              : reject(new Error(`${path} answered ${response.statusCode}`)),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(JSON.stringify(body));
    });
  }
}
