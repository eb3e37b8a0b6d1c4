import { labelText } from './text';

export type LabelMap = Readonly<Record<string, string>>;

/** The value of a label; lines may name theirs as JavaScript names what every object has. */
export function labelOf(labels: LabelMap, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

/** The labels that many lines share: those of their stream, and their structured metadata. */
export interface BaseLabels {
  readonly stream: LabelMap;
  readonly metadata: LabelMap;
  /** Both, as one map and as text. */
  readonly all: LabelMap;
  readonly key: string;
}

export function baseLabels(stream: LabelMap, metadata: LabelMap): BaseLabels {
  const all = { ...stream, ...metadata };
  return { stream, metadata, all, key: labelText(all) };
}

/** A line on its way through a pipeline. */
export class Row {
  private changed: Map<string, string | undefined> | undefined;

  constructor(
    readonly timeNs: bigint,
    public line: string,
    private readonly base: BaseLabels,
  ) {}

  get(name: string): string | undefined {
    return this.changed?.has(name)
      ? this.changed.get(name)
      : labelOf(this.base.all, name);
  }

  set(name: string, value: string): void {
    this.changed ??= new Map();
    this.changed.set(name, value);
  }

  /** Sets what a parser found; a label of the stream with that name stays. */
  extract(name: string, value: string): void {
    const isTaken = labelOf(this.base.stream, name) !== undefined;
    this.set(isTaken ? `${name}_extracted` : name, value);
  }

  delete(name: string): void {
    if (this.get(name) !== undefined) {
      this.changed ??= new Map();
      this.changed.set(name, undefined);
    }
  }

  /** The first failure of a stage stays. */
  fail(error: string, details: string): void {
    if (!this.get('__error__')) {
      this.set('__error__', error);
      this.set('__error_details__', details);
    }
  }

  labels(): LabelMap {
    if (!this.changed) {
      return this.base.all;
    }
    const labels: Record<string, string> = { ...this.base.all };
    for (const [name, value] of this.changed) {
      if (value === undefined || value === '') {
        delete labels[name];
      } else {
        labels[name] = value;
      }
    }
    return labels;
  }

  /** {@link labels} as text. */
  key(): string {
    return this.changed ? labelText(this.labels()) : this.base.key;
  }

  /** Labels apart by where they come from. */
  categories(): { stream: LabelMap; metadata: LabelMap; parsed: LabelMap } {
    const { stream, metadata } = this.base;
    if (!this.changed) {
      return { stream, metadata, parsed: {} };
    }
    const kept = (labels: LabelMap) =>
      Object.fromEntries(
        Object.entries(labels).filter(([name]) => !this.changed!.has(name)),
      );
    const parsed: Record<string, string> = {};
    for (const [name, value] of this.changed) {
      if (value !== undefined && value !== '') {
        parsed[name] = value;
      }
    }
    return { stream: kept(stream), metadata: kept(metadata), parsed };
  }
}

/** One step of a pipeline; false drops the line. */
export type Stage = (row: Row) => boolean;
