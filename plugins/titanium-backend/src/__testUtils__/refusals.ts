import { until } from '@titanium-portal/test-utils';
import { TestPortal } from './backend';

/** What the auditor was told of a refused request. */
export interface RecordedRefusal {
  requester: string | null;
  method: string;
  route: string | null;
  status: number;
  code: string | null;
}

/** Every `request-refused` so far, oldest first. */
export function refusals(portal: TestPortal): RecordedRefusal[] {
  return portal.auditEvents.mock.calls
    .filter(([, { eventId }]) => eventId === 'request-refused')
    .map(([, { meta }]) => meta);
}

/** Does something that must be refused, and answers what the audit then holds of it. */
export async function refusalOf(
  portal: TestPortal,
  attack: () => Promise<{ status: number }>,
): Promise<RecordedRefusal> {
  const before = refusals(portal).length;
  const { status } = await attack();
  if (status < 400 || status > 499) {
    throw new Error(`Was not refused but answered ${status}`);
  }
  const recorded = await until(() => refusals(portal)[before]);
  if (recorded.status !== status) {
    throw new Error(`Answered ${status} but recorded ${recorded.status}`);
  }
  return recorded;
}
