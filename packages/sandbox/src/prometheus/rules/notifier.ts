import { ActiveAlert } from './alertingRule';

const TIMEOUT_MS = 10_000;

interface Posted {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  endsAt: string;
  generatorURL: string;
}

/** Sends alerts to the Alertmanager, one request at a time. What it does not take is sent again in a minute, by the rule. */
export class Notifier {
  private readonly waiting = new Map<string, Posted>();
  private isSending = false;
  private hasFailed = false;
  private readonly abort = new AbortController();

  constructor(
    /** Address of the Alertmanager, once it runs. */
    private readonly url: () => string | undefined,
    private readonly warn: (message: string) => void,
  ) {}

  send(alerts: readonly ActiveAlert[], generatorUrl: string): void {
    for (const alert of alerts) {
      this.waiting.set(alert.labels.key, {
        labels: alert.labels.toObject(),
        annotations: alert.annotations,
        startsAt: new Date(alert.firedAt!).toISOString(),
        endsAt: new Date(alert.resolvedAt ?? alert.validUntil!).toISOString(),
        generatorURL: generatorUrl,
      });
    }
    if (!this.isSending && this.waiting.size > 0) {
      this.isSending = true;
      this.flush().finally(() => {
        this.isSending = false;
      });
    }
  }

  stop(): void {
    this.abort.abort();
  }

  private async flush(): Promise<void> {
    const url = this.url();
    while (url && this.waiting.size > 0 && !this.abort.signal.aborted) {
      const batch = [...this.waiting.values()];
      this.waiting.clear();
      try {
        const response = await fetch(`${url}/api/v2/alerts`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(batch),
          signal: AbortSignal.any([
            this.abort.signal,
            AbortSignal.timeout(TIMEOUT_MS),
          ]),
        });
        await response.arrayBuffer();
        if (!response.ok) {
          throw new Error(`status ${response.status}`);
        }
        this.hasFailed = false;
      } catch (error) {
        if (!this.hasFailed && !this.abort.signal.aborted) {
          this.warn(`Prometheus: the Alertmanager took no alerts: ${error}`);
        }
        this.hasFailed = true;
      }
    }
    this.waiting.clear();
  }
}
