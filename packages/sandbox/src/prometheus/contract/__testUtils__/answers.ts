export interface Answer {
  status: number;
  body: any;
}

/** Asks one question of a server. */
export async function ask(
  url: string,
  path: string,
  parameters: Record<string, string>,
): Promise<Answer> {
  const query = new URLSearchParams(parameters);
  const response = await fetch(`${url}/api/v1/${path}?${query}`);
  return { status: response.status, body: await response.json() };
}

const CLOSE = 1e-9;

function isClose(left: string, right: string): boolean {
  if (left === right) {
    return true;
  }
  const [a, b] = [Number(left), Number(right)];
  return (
    Number.isFinite(a) &&
    Number.isFinite(b) &&
    Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), Math.abs(b), 1e-6)
  );
}

type Point = [time: number, value: string];
interface Series {
  metric: Record<string, string>;
  value?: Point;
  values?: Point[];
}

const pointsOf = ({ value, values }: Series) =>
  values ?? (value ? [value] : []);
const keyOf = ({ metric }: Series) =>
  JSON.stringify(Object.entries(metric).sort());

/**
 * What is different between two answers, in words; undefined when they say the same. Values may differ in the tenth digit;
 * everything else must not, the order of series included where `ordered`.
 */
export function difference(
  ours: Answer,
  theirs: Answer,
  ordered: boolean,
): string | undefined {
  if (ours.status !== theirs.status || theirs.status !== 200) {
    const [left, right] = [ours, theirs].map(({ status, body }) =>
      JSON.stringify([status, body.errorType, body.error]),
    );
    return left === right ? undefined : `${left} instead of ${right}`;
  }
  const [left, right] = [ours.body.data, theirs.body.data];
  if (left.resultType !== right.resultType) {
    return `${left.resultType} instead of ${right.resultType}`;
  }
  if (left.resultType === 'scalar' || left.resultType === 'string') {
    const same =
      left.result[0] === right.result[0] &&
      isClose(left.result[1], right.result[1]);
    return same
      ? undefined
      : `${JSON.stringify(left.result)} instead of ${JSON.stringify(
          right.result,
        )}`;
  }
  return differentSeries(left.result, right.result, ordered);
}

function differentSeries(
  left: Series[],
  right: Series[],
  ordered: boolean,
): string | undefined {
  const order = (list: Series[]) =>
    ordered ? list : [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const [ours, theirs] = [order(left), order(right)];
  const keys = [ours, theirs].map(list => list.map(keyOf).join('\n'));
  if (keys[0] !== keys[1]) {
    return `series\n${keys[0]}\ninstead of\n${keys[1]}`;
  }
  for (const [index, item] of ours.entries()) {
    const [points, wanted] = [pointsOf(item), pointsOf(theirs[index])];
    if (points.length !== wanted.length) {
      return `${points.length} points instead of ${wanted.length} of ${keyOf(
        item,
      )}`;
    }
    for (const [at, [time, value]] of points.entries()) {
      if (time !== wanted[at][0] || !isClose(value, wanted[at][1])) {
        return `${time} ${value} instead of ${wanted[at]} in ${keyOf(item)}`;
      }
    }
  }
  return undefined;
}
