import { JsonObject } from '@backstage/types';
import {
  PlanStep,
  PlanWarning,
  ThreeWayEntry,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { diffValues } from '@titanium-portal/backstage-plugin-titanium-node';
import { parse } from 'yaml';

/** Longer objects are compared by their listed fields only. */
const MAX_YAML = 512 * 1024;
/** Fields that a sentence names. */
const NAMED = 3;

type Sides = { before: string | null; after: string | null };

/**
 * What has changed on an object since a run, in the fields that the run or its undo touches, beside everything else the
 * undo would write; undefined when nothing has changed. `made` are the steps of the run's plan, `undo` those of the plan
 * that takes it back.
 */
export function threeWay(
  made: PlanStep[],
  undo: PlanStep[],
): ThreeWayEntry[] | undefined {
  const left = listed(made);
  const writes = listed(undo);
  const since = changesSince(made, undo, left, writes);
  if (!since.size) {
    return undefined;
  }
  const changed = [...since].map(([path, { before, after }]) => {
    const writing = [...writes].find(([other]) => related(path, other));
    const ours = writing ? writing[1].after : after;
    return {
      path,
      base: before,
      theirs: after,
      ours,
      conflict: writing !== undefined && ours !== after,
    };
  });
  const others = [...writes]
    .filter(([path]) => ![...since.keys()].some(known => related(path, known)))
    .map(([path, { before, after }]) => ({
      path,
      base: before,
      theirs: before,
      ours: after,
      conflict: false,
    }));
  return [...changed, ...others].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** From what the run left to what is there now. */
function changesSince(
  made: PlanStep[],
  undo: PlanStep[],
  left: Map<string, Sides>,
  writes: Map<string, Sides>,
): Map<string, Sides> {
  const base = objectOf(
    made.map(step => step.preview.after).findLast(text => text !== undefined),
  );
  const now = objectOf(
    undo.map(step => step.preview.before).find(text => text !== undefined),
  );
  if (base && now) {
    const touched = [...left.keys(), ...writes.keys()];
    return new Map(
      diffValues(base, now)
        // What controllers keep for themselves is nobody's change.
        .filter(({ path }) => touched.some(other => related(path, other)))
        .map(entry => [entry.path, entry]),
    );
  }
  return new Map(
    [...writes].flatMap(([path, { before: theirs }]) => {
      const known = left.get(path);
      return known && known.after !== theirs
        ? [[path, { before: known.after, after: theirs }] as const]
        : [];
    }),
  );
}

/** The same field, or one that lies within the other. */
function related(a: string, b: string): boolean {
  const [outer, inner] = a.length < b.length ? [a, b] : [b, a];
  return (
    inner === outer ||
    (inner.startsWith(outer) && ['.', '['].includes(inner[outer.length]))
  );
}

/** Tells before confirming that an undo meets what others have changed. */
export function changedSince(entries: ThreeWayEntry[]): PlanWarning {
  const changed = entries.filter(({ base, theirs }) => base !== theirs);
  const paths = changed.map(({ path }) => path);
  const conflicts = changed
    .filter(({ conflict }) => conflict)
    .map(({ path }) => path);
  const named = `${paths.slice(0, NAMED).join(', ')}${
    paths.length > NAMED ? ` and ${paths.length - NAMED} more` : ''
  }`;
  return {
    code: 'changed-since',
    severity: conflicts.length ? 'danger' : 'warning',
    message: conflicts.length
      ? `Somebody has changed this object since that run (${named}); taking the run back writes over that.`
      : `Somebody has changed this object since that run (${named}).`,
    values: { paths, conflicts },
  };
}

/** Fields by path; over several steps from the first value to the last. */
function listed(steps: PlanStep[]): Map<string, Sides> {
  const found = new Map<string, Sides>();
  for (const { preview } of steps) {
    for (const { path, before, after } of preview.entries) {
      found.set(path, { before: found.get(path)?.before ?? before, after });
    }
  }
  return found;
}

/** Previews are written by modules of this portal; what is no object is not compared. */
function objectOf(text: string | undefined): JsonObject | undefined {
  if (!text || text.length > MAX_YAML) {
    return undefined;
  }
  try {
    const value: unknown = parse(text, { maxAliasCount: 0 });
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
