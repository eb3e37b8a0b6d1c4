import { AuditQuery } from '@titanium-portal/backstage-plugin-titanium-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What the audit is narrowed to, as the page keeps it: days, not instants. */
export interface AuditFilter {
  subject?: string;
  actor?: string;
  event?: string;
  /** `2026-11-25`, in the reader's own time zone; both days belong to it. */
  from?: string;
  to?: string;
}

const NAMES = ['subject', 'actor', 'event', 'from', 'to'] as const;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The first or last moment of a day here; undefined for what is no day. */
function moment(day: string | undefined, end: boolean): string | undefined {
  const time = DAY.test(day ?? '')
    ? new Date(`${day}T${end ? '23:59:59.999' : '00:00:00.000'}`)
    : undefined;
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

/** A person by a bare name is a user of the default namespace. */
function personRef(text: string | undefined): string | undefined {
  if (!text || text.includes(':')) {
    return text;
  }
  return `user:${text.includes('/') ? text : `default/${text}`}`;
}

/** What the server is asked for. */
export function toQuery(filter: AuditFilter): AuditQuery {
  return {
    subject: filter.subject,
    actor: personRef(filter.actor),
    event: filter.event,
    from: moment(filter.from, false),
    to: moment(filter.to, true),
  };
}

/** The filter, kept in the URL so that a link shows the same rows. */
export function useAuditFilter(): [
  AuditFilter,
  (change: Partial<AuditFilter>) => void,
] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo<AuditFilter>(
    () =>
      Object.fromEntries(
        NAMES.map(name => [name, params.get(name) || undefined]),
      ),
    [params],
  );
  const change = useCallback(
    (wanted: Partial<AuditFilter>) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(wanted)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [filter, change];
}
