import { AlertRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { redactText } from '@titanium-portal/backstage-plugin-titanium-node';
import { fingerprint } from './fingerprint';
import { safeUrl } from './safeUrl';
import { Routed, RoutedAlert, RuleAlert, Silence } from './sources';

const MAX_TEXT = 2000;

function words(text: string | undefined): string | null {
  return text ? redactText(text.slice(0, MAX_TEXT)) : null;
}

function stateOf(
  rule: RuleAlert | undefined,
  routed: RoutedAlert | undefined,
): AlertRow['state'] {
  if (rule?.state === 'pending') {
    return 'pending';
  }
  if (routed?.status.silencedBy?.length) {
    return 'silenced';
  }
  return routed?.status.inhibitedBy?.length ? 'inhibited' : 'firing';
}

function silencesOf(
  alert: RoutedAlert | undefined,
  silences: ReadonlyMap<string, Silence>,
): AlertRow['silences'] {
  return (alert?.status.silencedBy ?? []).flatMap(id => {
    const found = silences.get(id);
    return found
      ? [
          {
            id,
            by: found.createdBy,
            comment: redactText(found.comment.slice(0, MAX_TEXT)),
            endsAt: found.endsAt,
          },
        ]
      : [];
  });
}

/** Alertmanager's alert may carry further labels: those that Prometheus adds on the way (`external_labels`). */
function isSame(rule: RuleAlert, routed: RoutedAlert): boolean {
  return Object.entries(rule.labels).every(
    ([name, value]) => routed.labels[name] === value,
  );
}

function row(options: {
  cluster: string;
  rule?: RuleAlert;
  routed?: RoutedAlert;
  silences: ReadonlyMap<string, Silence>;
}): AlertRow {
  const { cluster, rule, routed, silences } = options;
  const { labels, annotations } = (rule ?? routed)!;
  const pending = rule?.state === 'pending';
  return {
    key: rule ? fingerprint(rule.labels) : routed!.fingerprint,
    cluster,
    name: labels.alertname ?? '',
    state: stateOf(rule, routed),
    severity: labels.severity || 'none',
    labels,
    summary: words(annotations.summary),
    description: words(annotations.description),
    runbookUrl: safeUrl(annotations.runbook_url),
    activeAt: rule?.activeAt ?? routed!.startsAt,
    firingAt: pending ? null : routed?.startsAt ?? rule!.activeAt,
    value: rule?.value ?? null,
    silences: pending ? [] : silencesOf(routed, silences),
  };
}

/**
 * One row an alert: what its rule says (pending, value, since when) and what became of it on its way to people
 * (silenced, inhibited). Alerts of Alertmanager that no rule of this Prometheus has come from elsewhere and are kept.
 */
export function mergeAlerts(
  cluster: string,
  rules: readonly RuleAlert[],
  routed: Routed | undefined,
): AlertRow[] {
  const silences = new Map(routed?.silences.map(each => [each.id, each]));
  const byName = new Map<string, RoutedAlert[]>();
  for (const alert of routed?.alerts ?? []) {
    const name = alert.labels.alertname ?? '';
    byName.set(name, [...(byName.get(name) ?? []), alert]);
  }
  const used = new Set<RoutedAlert>();
  const rows = rules.map(rule => {
    const found = byName
      .get(rule.labels.alertname ?? '')
      ?.find(alert => !used.has(alert) && isSame(rule, alert));
    if (found) {
      used.add(found);
    }
    return row({ cluster, rule, routed: found, silences });
  });
  const others = (routed?.alerts ?? [])
    .filter(alert => !used.has(alert))
    .map(alert => row({ cluster, routed: alert, silences }));
  return [...rows, ...others];
}
