import { LogPlan } from '../logql/plan';
import { Row } from '../logql/row';
import { LogStore, Span } from '../store/store';
import { Entry } from '../store/stream';
import { Work } from './work';

export type Direction = 'backward' | 'forward';

export interface LinesRequest extends Span {
  limit: number;
  direction: Direction;
}

/** The lines a plan lets pass, in the order asked for, up to the limit. Windows are read only until it is reached. */
export async function queryLines(
  store: LogStore,
  plan: LogPlan,
  request: LinesRequest,
  work: Work,
): Promise<Row[]> {
  const { limit, direction } = request;
  const streams = store.select(plan.matchers, request);
  const starts = store.windows(request);
  const found: Row[] = [];
  const backward = direction === 'backward';
  for (const start of backward ? starts.reverse() : starts) {
    const inWindow: Row[] = [];
    for (const stream of streams) {
      const entries = store.read(stream, start, request);
      await collect(entries, plan, limit, backward, inWindow, work);
      await work.turn();
    }
    inWindow.sort(backward ? (a, b) => order(b, a) : order);
    for (const row of inWindow) {
      if (found.length >= limit) {
        return found;
      }
      found.push(row);
    }
  }
  return found;
}

async function collect(
  entries: readonly Entry[],
  plan: LogPlan,
  limit: number,
  backward: boolean,
  found: Row[],
  work: Work,
): Promise<void> {
  let left = limit;
  for (let index = 0; index < entries.length && left > 0; index++) {
    const entry = entries[backward ? entries.length - 1 - index : index];
    const row = runPipeline(plan, entry);
    if (row) {
      found.push(row);
      left -= 1;
    }
    if (work.count(entry.line)) {
      await work.turn();
    }
  }
}

/** What becomes of a line; undefined when a stage drops it. */
export function runPipeline(
  { stages }: LogPlan,
  { timeNs, line, base }: Entry,
): Row | undefined {
  const row = new Row(timeNs, line, base);
  return stages.every(stage => stage(row)) ? row : undefined;
}

function order(left: Row, right: Row): number {
  if (left.timeNs === right.timeNs) {
    return 0;
  }
  return left.timeNs < right.timeNs ? -1 : 1;
}
