import { AlertRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { ActionCheckRequest } from '@titanium-portal/backstage-plugin-titanium-react';

/** How long people silence an alert at once; longer is better fixed. */
export const SILENCE_MINUTES = [15, 60, 240, 1440];

/** The shortest reason that may be one. */
export const REASON_LENGTH = 3;

const MOST_MATCHERS = 20;

/** Holds exactly this alert back: every label as it is. */
export function silenceRequest(
  alert: AlertRow,
  minutes: number,
  reason: string,
  entityRef: string | undefined,
): ActionCheckRequest {
  const labels = { ...alert.labels, alertname: alert.name };
  return {
    action: 'alertmanager.silence',
    input: {
      cluster: alert.cluster,
      matchers: Object.entries(labels)
        .filter(([, value]) => value !== '')
        .slice(0, MOST_MATCHERS)
        .map(([name, value]) => ({
          name,
          value,
          isRegex: false,
          isEqual: true,
        })),
      minutes,
      reason,
    },
    entityRef,
  };
}

/** Ends a silence before its time. */
export function expireRequest(
  alert: AlertRow,
  id: string,
  entityRef: string | undefined,
): ActionCheckRequest {
  return {
    action: 'alertmanager.expire',
    input: { cluster: alert.cluster, id },
    entityRef,
  };
}
