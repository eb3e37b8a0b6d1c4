import { JournalRun } from '../../world/kubelet/logs/journal';
import { RunLines } from '../../world/kubelet/logs/lines';
import { BaseLabels, LabelMap, baseLabels } from '../logql/row';
import { labelText } from '../logql/text';
import { PushedLines } from './pushed';

/** A line as it is kept. */
export interface Entry {
  timeNs: bigint;
  line: string;
  base: BaseLabels;
}

/** Lines with the same labels: those of a container's runs, those that were pushed, or both. */
export class Stream {
  readonly key: string;
  readonly runs: RunLines[] = [];
  readonly pushed = new PushedLines();
  private readonly bases = new Map<string, BaseLabels>();
  private readonly levels = new Map<string, BaseLabels>();

  constructor(readonly id: number, readonly labels: LabelMap) {
    this.key = labelText(labels);
  }

  /** Whether it may have lines from `from` (inclusive) to `to` (exclusive), in milliseconds. */
  overlaps(from: number, to: number): boolean {
    return (
      this.runs.some(
        ({ facts }) =>
          facts.startedAt < to && (facts.finishedAt ?? Infinity) >= from,
      ) || this.pushed.overlaps(from, to)
    );
  }

  /** {@link base} of a line whose level is all that is known of it. */
  ofLevel(level: string): BaseLabels {
    let base = this.levels.get(level);
    if (!base) {
      base = this.base({ detected_level: level });
      this.levels.set(level, base);
    }
    return base;
  }

  /** The labels of a line with this metadata; lines share them. */
  base(metadata: LabelMap): BaseLabels {
    const key = labelText(metadata);
    let base = this.bases.get(key);
    if (!base) {
      base = baseLabels(this.labels, metadata);
      // Metadata of pushed lines may differ from line to line.
      if (this.bases.size < 100) {
        this.bases.set(key, base);
      }
    }
    return base;
  }
}

export function runLabels(run: JournalRun): LabelMap {
  return {
    namespace: run.namespace,
    app: run.app,
    pod: run.pod,
    container: run.container,
    node: run.node,
    job: `${run.namespace}/${run.app}`,
  };
}
