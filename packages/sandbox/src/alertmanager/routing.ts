import { Matcher } from '../world/metrics';

export const RECEIVER = 'operators';
export const GROUP_BY = ['alertname', 'namespace', 'service'];
/** An alert that is not sent again for this long has ended. */
export const RESOLVE_TIMEOUT_MS = 5 * 60_000;

/** Alerts that others make superfluous: a critical one holds warnings of the same service. */
export const INHIBITIONS = [
  {
    source: [
      new Matcher('severity', '=', 'critical'),
      new Matcher('service', '!=', ''),
    ],
    target: [new Matcher('severity', '=', 'warning')],
    equal: ['namespace', 'service'],
  },
];

/** The configuration, as `status` shows it. */
export const CONFIG = `global:
  resolve_timeout: 5m
route:
  receiver: ${RECEIVER}
  group_by:
${GROUP_BY.map(name => `  - ${name}\n`).join('')}  continue: false
inhibit_rules:
- source_matchers:
  - severity="critical"
  - service!=""
  target_matchers:
  - severity="warning"
  equal:
  - namespace
  - service
receivers:
- name: ${RECEIVER}
templates: []
`;
