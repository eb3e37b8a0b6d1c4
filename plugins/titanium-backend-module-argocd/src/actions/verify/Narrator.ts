import { RunProgress } from '@titanium-portal/backstage-plugin-titanium-common';

/** Tells news only, and knows for how long nothing has moved. */
export class Narrator {
  private told = '';
  private key = '';
  private moved = Date.now();

  /** The progress when it is news, marked as stalled after so long without a move. */
  news(progress: RunProgress, stallMs: number): RunProgress | undefined {
    const { message } = progress;
    if (message !== this.key) {
      this.key = message;
      this.moved = Date.now();
    }
    const full =
      this.still() >= stallMs ? { ...progress, stalled: true } : progress;
    const text = JSON.stringify(full);
    const isNews = text !== this.told;
    this.told = text;
    return isNews ? full : undefined;
  }

  /** Milliseconds since anything moved. */
  still(): number {
    return Date.now() - this.moved;
  }
}
