import { InputError } from '@backstage/errors';
import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';

const YEAR_S = 366 * 24 * 3600;
const moment = z.number().int().min(0).max(8.64e15);

/** A range as pages send it: the last seconds, or from and to in milliseconds. */
export const rangeSchema = z.union([
  z.object({ last: z.number().int().min(1).max(YEAR_S) }).strict(),
  z.object({ from: moment, to: moment }).strict(),
]);

export type RangeInput = z.infer<typeof rangeSchema>;

/** Milliseconds since the epoch. */
export interface Range {
  from: number;
  to: number;
}

/**
 * What a range means on a platform: "last" counts from the platform's own time, learnt from `path` when that is not
 * known already.
 */
export async function resolveRange(
  http: PlatformHttp,
  path: string,
  range: RangeInput,
  signal?: AbortSignal,
): Promise<Range> {
  if ('last' in range) {
    const to = await http.now(path, signal);
    return { from: to - range.last * 1000, to };
  }
  if (range.to <= range.from || range.to - range.from > YEAR_S * 1000) {
    throw Object.assign(
      new InputError(
        'A range ends after it begins, and spans at most one year',
      ),
      { code: 'invalid-input' as const },
    );
  }
  return range;
}
