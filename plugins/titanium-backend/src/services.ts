import {
  AuditorService,
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { ActionDescriptor } from '@titanium-portal/backstage-plugin-titanium-common';
import { Knex } from 'knex';
import { CheckService } from './actions/CheckService';
import { describeActions } from './actions/describeActions';
import { Auditing } from './audit/Auditing';
import { AuditLog } from './audit/AuditLog';
import { AuditService } from './audit/AuditService';
import { Approvers } from './authorization/Approvers';
import { Authorizer } from './authorization/Authorizer';
import { Caller } from './authorization/caller';
import { TitaniumOptions } from './config/options';
import { OriginVerifier } from './documents/OriginVerifier';
import { PublishedPages } from './documents/PublishedPages';
import { StepTargets } from './documents/StepTargets';
import { CallerCatalog } from './entities/CallerCatalog';
import { EntityIndex } from './entities/EntityIndex';
import { Memberships } from './entities/Memberships';
import { Notifier } from './notify/Notifier';
import { ParseService } from './parse/ParseService';
import { ApprovalService } from './plans/ApprovalService';
import { MemorySealedValues } from './plans/MemorySealedValues';
import { PlanDrafter } from './plans/PlanDrafter';
import { PlanRequests } from './plans/PlanRequests';
import { PlanService } from './plans/PlanService';
import { PlanStore } from './plans/PlanStore';
import { StoredSealedValues } from './plans/StoredSealedValues';
import { TargetFinder } from './plans/TargetFinder';
import { ChoiceService } from './reads/ChoiceService';
import { ReadService } from './reads/ReadService';
import { Registry } from './registry/Registry';
import { RevealService } from './runs/RevealService';
import { RunEngine } from './runs/RunEngine';
import { RunFeed } from './runs/RunFeed';
import { RunService } from './runs/RunService';
import { RunRightsJudge } from './runs/RunRightsJudge';
import { RunStarter } from './runs/RunStarter';
import { RunStore } from './runs/RunStore';
import { StreamService } from './stream/StreamService';
import { ViewAccess } from './stream/ViewAccess';
import { Visibility } from './stream/Visibility';
import { createCoreViews } from './views/coreViews';
import { ViewHost } from './views/ViewHost';
import { ViewReader } from './views/ViewReader';

/** What the core is built from. */
export interface ServiceDependencies {
  registry: Registry;
  options: TitaniumOptions;
  knex: Knex;
  auth: AuthService;
  auditor: AuditorService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  signals: SignalsService;
  notifications: NotificationService;
  logger: LoggerService;
}

export type Services = ReturnType<typeof createServices>;

/** Answer of `GET /me`. */
export interface Me {
  userRef: string;
  readOnly: boolean;
  memberOf: string[];
  modules: string[];
}

/** Builds all services; starts nothing. */
export function createServices(deps: ServiceDependencies) {
  const { registry, options, knex, logger } = deps;
  const { catalog: catalogService, auth, auditor } = deps;
  const { permissions, permissionsRegistry, signals, notifications } = deps;

  const catalog = new CallerCatalog(catalogService);
  const memberships = new Memberships({
    catalog: catalogService,
    auth,
    ttl: options.membershipTtl,
  });
  const index = new EntityIndex({
    catalog: catalogService,
    auth,
    ownership: options.ownership,
    ttl: options.membershipTtl,
  });
  const authorizer = new Authorizer({
    permissions,
    permissionsRegistry,
    memberships,
    index,
    catalog,
    options,
    logger,
  });
  const auditing = new Auditing(new AuditLog(knex), auditor, logger);
  const audit = new AuditService({ authorizer, auditing, options });
  const notifier = new Notifier({ signals, notifications, logger });

  const parse = new ParseService({ registry, catalog });
  const reads = new ReadService({
    registry,
    parse,
    authorizer,
    auditing,
    logger,
  });
  const choices = new ChoiceService({
    registry,
    parse,
    reads,
    authorizer,
    logger,
  });
  const targets = new TargetFinder(authorizer);
  const check = new CheckService({
    registry,
    index,
    authorizer,
    catalog,
    targets,
    logger,
  });

  const origins = new OriginVerifier({
    pages: new PublishedPages({
      auth,
      discovery: deps.discovery,
      ...options.documents,
    }),
    catalog,
    parse,
    logger,
  });
  const stepTargets = new StepTargets({
    registry,
    authorizer,
    logger,
    ...options.documents,
  });

  const planStore = new PlanStore(knex);
  const drafter = new PlanDrafter({
    index,
    authorizer,
    auditing,
    targets,
    catalog,
    logger,
  });
  const { sealingKey } = options.plans;
  const sealed =
    sealingKey === undefined
      ? new MemorySealedValues()
      : new StoredSealedValues(knex, sealingKey);
  const plans = new PlanService({
    sealed,
    store: planStore,
    drafter,
    registry,
    requests: new PlanRequests({ registry, parse, origins }),
    index,
    authorizer,
    catalog,
    auditing,
    notifier,
    options,
  });
  const approvals = new ApprovalService({
    plans,
    store: planStore,
    drafter,
    registry,
    authorizer,
    approvers: new Approvers({ memberships, options }),
    catalog,
    auditing,
    notifier,
    options,
    sealed,
  });

  const feed = new RunFeed();
  const runStore = new RunStore(knex, planStore);
  const engine = new RunEngine({
    sealed,
    knex,
    store: runStore,
    registry,
    auditing,
    feed,
    notifier,
    options,
    logger,
  });
  const starter = new RunStarter({
    sealed,
    knex,
    plans,
    approvals,
    planStore,
    store: runStore,
    drafter,
    engine,
    registry,
    catalog,
    auditing,
    options,
  });
  const reveals = new RevealService({
    store: runStore,
    plans,
    registry,
    authorizer,
    auditing,
    feed,
    logger,
  });
  const runs = new RunService({
    store: runStore,
    plans,
    starter,
    engine,
    rights: new RunRightsJudge({ plans, registry, authorizer, reveals }),
    authorizer,
    catalog,
    auditing,
  });

  const host = new ViewHost({
    ...options.views,
    linger: options.stream.linger,
    logger,
  });
  const access = new ViewAccess({
    registry,
    authorizer,
    auditing,
    visibility: new Visibility({
      catalog,
      authorizer,
      // With the check at half the time, no answer is older than the whole.
      ttl: options.stream.recheck * 0.45,
    }),
    coreViews: createCoreViews({
      runs,
      approvals,
      feed,
      refresh: options.stream.recheck,
    }),
  });
  const stream = new StreamService({
    access,
    host,
    options: options.stream,
    logger,
  });
  const views = new ViewReader({ access, host });

  return {
    approvals,
    audit,
    auditing,
    check,
    choices,
    engine,
    host,
    notifier,
    parse,
    plans,
    planStore,
    reads,
    reveals,
    runs,
    runStore,
    sealed,
    stepTargets,
    stream,
    views,
    describeActions: (): ActionDescriptor[] => describeActions(registry),
    me: async (caller: Caller): Promise<Me> => {
      const refs = await memberships.refsOf(caller.userRef);
      return {
        userRef: caller.userRef,
        readOnly: options.readOnly,
        memberOf: refs.filter(ref => ref !== caller.userRef),
        modules: registry.installed,
      };
    },
  };
}
