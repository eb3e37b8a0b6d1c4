/**
 * An alert as Alertmanager and Prometheus know it. Collection `alerts` of topic `alerts`, keyed by fingerprint; of an
 * entity, or, without one, of the whole platform (operators only).
 * @public
 */
export interface AlertRow {
  key: string;
  cluster: string;
  name: string;
  state: 'pending' | 'firing' | 'silenced' | 'inhibited';
  /** `critical`, `warning`, `info` as labelled; `none` without. */
  severity: string;
  labels: Record<string, string>;
  summary: string | null;
  description: string | null;
  /** Link of the alert, made safe: http(s) or a path of the portal; null otherwise. */
  runbookUrl: string | null;
  /** When its condition began to hold. */
  activeAt: string;
  /** When it began to fire; null while pending. */
  firingAt: string | null;
  /** The rule's value when last evaluated, as printed. */
  value: string | null;
  /** Silences that hold it, with who and why. */
  silences: { id: string; by: string; comment: string; endsAt: string }[];
}

/** One golden signal now. Collection `signals` of topic `signals`, keyed by name. @public */
export interface SignalRow {
  key: 'traffic' | 'errors' | 'latency' | 'saturation';
  /** Grafana's unit id: `reqps`, `percentunit`, `ms`, `percentunit`. */
  unit: string;
  value: number | null;
  /** The same an hour before. */
  previous: number | null;
  /** The last hour, one value a minute, oldest first. */
  recent: (number | null)[];
}
