import { StepPreview } from '@titanium-portal/backstage-plugin-titanium-common';
import { ObjectDiff } from './objects';

const LONGEST = 512 * 1024;

/** Differences of several objects as one preview; each path begins with its object. */
export function previewOfObjects(
  objects: readonly ObjectDiff[],
  source: StepPreview['source'],
): StepPreview {
  const text = (of: 'live' | 'desired') =>
    objects
      .map(object => object[of])
      .filter(part => part !== null)
      .join('---\n');
  const [before, after] = [text('live'), text('desired')];
  return {
    source,
    entries: objects.flatMap(({ ref, change, entries }) => {
      const name = `${ref.kind.toLowerCase()}/${ref.name}`;
      if (change !== 'changed') {
        const [gone, come] =
          change === 'missing' ? [null, '{…}'] : ['{…}', null];
        return [{ path: name, before: gone, after: come }];
      }
      return entries.length > 0
        ? entries.map(entry => ({ ...entry, path: `${name} ${entry.path}` }))
        : [{ path: `${name} data`, before: '"••••••"', after: '"••••••"' }];
    }),
    // Plans are kept: whole objects only where that is little.
    ...(before.length + after.length <= LONGEST && { before, after }),
  };
}
