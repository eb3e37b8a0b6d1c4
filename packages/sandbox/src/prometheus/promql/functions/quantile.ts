/** The φ-quantile of a set of values, interpolated between its neighbours. */
export function quantile(phi: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(phi)) {
    return NaN;
  }
  if (phi < 0) {
    return -Infinity;
  }
  if (phi > 1) {
    return Infinity;
  }
  // NaN sorts first, as in the server.
  const sorted = Array.from(values).sort((a, b) => {
    if (Number.isNaN(a) || Number.isNaN(b)) {
      return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
    }
    return a - b;
  });
  const rank = phi * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}

export interface Bucket {
  upper: number;
  count: number;
}

/** The φ-quantile of a histogram; its buckets are cumulative. */
export function bucketQuantile(phi: number, unsorted: Bucket[]): number {
  if (Number.isNaN(phi)) {
    return NaN;
  }
  if (phi < 0) {
    return -Infinity;
  }
  if (phi > 1) {
    return Infinity;
  }
  const buckets = coalesced(unsorted.sort((a, b) => a.upper - b.upper));
  if (buckets.length < 2 || buckets.at(-1)!.upper !== Infinity) {
    return NaN;
  }
  let most = -Infinity;
  for (const bucket of buckets) {
    most = Math.max(most, bucket.count);
    bucket.count = most;
  }
  const observations = buckets.at(-1)!.count;
  if (observations === 0) {
    return NaN;
  }
  let rank = phi * observations;
  const reached = buckets.slice(0, -1).findIndex(({ count }) => count >= rank);
  const index = reached < 0 ? buckets.length - 1 : reached;
  if (index === buckets.length - 1) {
    return buckets[buckets.length - 2].upper;
  }
  if (index === 0 && buckets[0].upper <= 0) {
    return buckets[0].upper;
  }
  const end = buckets[index].upper;
  let start = 0;
  let { count } = buckets[index];
  if (index > 0) {
    start = buckets[index - 1].upper;
    count -= buckets[index - 1].count;
    rank -= buckets[index - 1].count;
  }
  return start + (end - start) * (rank / count);
}

function coalesced(sorted: Bucket[]): Bucket[] {
  const buckets: Bucket[] = [];
  for (const bucket of sorted) {
    const last = buckets.at(-1);
    if (last?.upper === bucket.upper) {
      last.count += bucket.count;
    } else {
      buckets.push({ ...bucket });
    }
  }
  return buckets;
}
