import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { quote } from '../../grammar/labelMatchers';
import { askRoutedAlerts, RoutedAlert } from '../sources';
import { SilenceMatcher } from './schemas';

export function operatorOf({
  isRegex,
  isEqual,
}: Pick<SilenceMatcher, 'isRegex' | 'isEqual'>): string {
  if (isRegex) {
    return isEqual ? '=~' : '!~';
  }
  return isEqual ? '=' : '!=';
}

/** A matcher as Alertmanager and amtool write it. */
export function silenceMatcherText(matcher: SilenceMatcher): string {
  return `${matcher.name}${operatorOf(matcher)}${quote(matcher.value)}`;
}

/** How people tell alerts apart: `HighErrorRate (prod-api-gateway)`. */
export function alertTitle({ labels }: Pick<RoutedAlert, 'labels'>): string {
  const { alertname = 'alert', service, pod, instance, node } = labels;
  const what = [service, pod, node ?? instance].filter(
    part => part !== undefined,
  );
  return what.length ? `${alertname} (${what.join(', ')})` : alertname;
}

/** Alerts that a silence with these matchers holds, as Alertmanager itself decides; always in the same order. */
export async function askMatchingAlerts(
  http: PlatformHttp,
  matchers: readonly SilenceMatcher[],
  signal: AbortSignal,
): Promise<RoutedAlert[]> {
  const alerts = await askRoutedAlerts(
    http,
    signal,
    matchers.map(silenceMatcherText),
  );
  const order = (alert: RoutedAlert) =>
    `${alertTitle(alert)} ${alert.fingerprint}`;
  return alerts.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
