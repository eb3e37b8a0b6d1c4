import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { AuditEntry, AuditLog } from './AuditLog';

function eventId(event: string): string {
  return event.replaceAll('.', '-').replaceAll('_', '-');
}

/** A page that asks again and again for what it may not see leaves one row in this time. */
const QUIET_MS = 60_000;
/** How many such refusals are remembered. */
const REMEMBERED = 1000;

/** Writes refusals to both the table and Backstage's auditor, and mirrors what succeeded to the auditor. */
export class Auditing {
  readonly #hidden = new Map<string, number>();

  constructor(
    readonly log: AuditLog,
    private readonly auditor: AuditorService,
    private readonly logger: LoggerService,
  ) {}

  /**
   * A look at what the person may not know of. Not waited for: the answer must not take longer than one for what is not
   * there at all.
   */
  hidden(entry: AuditEntry & { reason: string }) {
    const key = JSON.stringify([entry.actor, entry.event, entry.subject]);
    const last = this.#hidden.get(key) ?? 0;
    if (Date.now() - last < QUIET_MS) {
      return;
    }
    if (this.#hidden.size >= REMEMBERED) this.#hidden.clear();
    this.#hidden.set(key, Date.now());
    this.denied(entry).catch(error =>
      this.logger.error('A refusal could not be recorded', error),
    );
  }

  /** A refusal: medium severity, who and why in the meta. */
  async denied(entry: AuditEntry & { reason: string }): Promise<void> {
    const { reason, ...rest } = entry;
    await this.log.record({ ...rest, after: { reason } });
    const event = await this.auditor.createEvent({
      eventId: eventId(entry.event),
      severityLevel: 'medium',
      meta: { requester: entry.actor, subject: entry.subject },
    });
    await event.fail({ error: new NotAllowedError(reason) });
  }

  /** Something done that the table already holds. */
  async done(
    entry: AuditEntry,
    severityLevel: 'low' | 'medium' = 'low',
  ): Promise<void> {
    const event = await this.auditor.createEvent({
      eventId: eventId(entry.event),
      severityLevel,
      meta: { requester: entry.actor, subject: entry.subject },
    });
    await event.success();
  }

  /** A request that was answered with a refusal. Not waited for: the answer has left. */
  refused(meta: JsonObject, severityLevel: 'low' | 'medium') {
    this.#refused(meta, severityLevel).catch(error =>
      this.logger.error('A refusal could not be recorded', error as Error),
    );
  }

  /** Hands the chain's head to the auditor, so that it is kept where the portal cannot change it. */
  async anchor(): Promise<void> {
    const head = await this.log.anchor();
    const event = await this.auditor.createEvent({
      eventId: 'audit-head',
      severityLevel: 'low',
      meta: head as unknown as JsonObject,
    });
    await event.success();
  }

  async #refused(meta: JsonObject, severityLevel: 'low' | 'medium') {
    const event = await this.auditor.createEvent({
      eventId: 'request-refused',
      severityLevel,
      meta,
    });
    await event.fail({ error: new NotAllowedError('Refused') });
  }
}
