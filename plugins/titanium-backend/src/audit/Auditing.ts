import { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { AuditEntry, AuditLog } from './AuditLog';

function eventId(event: string): string {
  return event.replaceAll('.', '-').replaceAll('_', '-');
}

/** Writes refusals to both the table and Backstage's auditor, and mirrors what succeeded to the auditor. */
export class Auditing {
  constructor(
    readonly log: AuditLog,
    private readonly auditor: AuditorService,
  ) {}

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
}
