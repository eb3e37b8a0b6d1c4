import {
  AuditPage,
  AuditQuery,
  AuditVerification,
  titaniumAuditReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { TitaniumOptions } from '../config/options';
import { isoNow } from '../database/database';
import { notPermitted } from '../errors';
import { Auditing } from './Auditing';

const PAGE = 50;

/** What a decision about the audit is about: nothing in particular. */
const EVERYTHING = {
  action: 'audit',
  risk: 'read',
  cluster: '',
  namespace: null,
  kind: 'audit',
  name: null,
} as const;

/** Shows, verifies and exports the whole audit, to those who may; runs show their own rows to more people. */
export class AuditService {
  constructor(
    private readonly deps: {
      authorizer: Authorizer;
      auditing: Auditing;
      options: TitaniumOptions;
    },
  ) {}

  async list(caller: Caller, query: AuditQuery): Promise<AuditPage> {
    await this.#authorize(caller, 'list');
    const { cursor, limit = PAGE, ...filter } = query;
    const rows = await this.deps.auditing.log.list(filter, {
      below: cursor === undefined ? undefined : Number(cursor),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page,
      nextCursor: rows.length > limit && last ? String(last.sequence) : null,
    };
  }

  async verify(caller: Caller): Promise<AuditVerification> {
    await this.#authorize(caller, 'verify');
    const { log } = this.deps.auditing;
    const found = await log.verify();
    return {
      ...found,
      first: await log.first(),
      anchor: await log.newestAnchor(),
      checkedAt: isoNow(),
      retention: this.deps.options.retention.audit,
    };
  }

  /** Lines of NDJSON; that somebody has taken them away is a row of its own. */
  async export(
    caller: Caller,
    range: { from?: string; to?: string },
  ): Promise<AsyncIterable<string>> {
    await this.#authorize(caller, 'export');
    const { auditing } = this.deps;
    const entry = {
      actor: caller.userRef,
      event: 'audit.exported',
      subject: { action: 'audit' },
      after: { from: range.from ?? null, to: range.to ?? null },
    };
    await auditing.log.record(entry);
    await auditing.done(entry, 'medium');
    return lines(auditing.log.export(range));
  }

  async #authorize(caller: Caller, what: 'list' | 'verify' | 'export') {
    const { authorizer, auditing, options } = this.deps;
    const decision = options.readOnly
      ? 'Permissions are switched off in this portal, so it cannot be told who may read the audit.'
      : await authorizer.decide(
          caller,
          titaniumAuditReadPermission,
          EVERYTHING,
          { fresh: true },
        );
    if (typeof decision === 'string' || !decision.allowed) {
      await auditing.denied({
        actor: caller.userRef,
        event: 'audit.denied',
        subject: { action: 'audit', what },
        reason: typeof decision === 'string' ? decision : decision.reason,
      });
      throw notPermitted(decision);
    }
  }
}

async function* lines(values: AsyncIterable<object>): AsyncIterable<string> {
  for await (const value of values) {
    yield `${JSON.stringify(value)}\n`;
  }
}
