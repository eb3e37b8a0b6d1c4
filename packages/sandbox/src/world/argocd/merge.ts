import { builtinTypes } from '../../kubernetes/resources/builtin';
import {
  Schema,
  definitionOf,
  resolve,
} from '../../kubernetes/schema/definitions';
import { getField, isMap, setField } from '../../kubernetes/patch/merge';
import { applyDefaults } from '../../kubernetes/objects/defaults';
import { KubeObject } from '../types';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

type Json = Record<string, unknown>;

const definitions = new Map(
  builtinTypes().map(type => [
    `${type.group ? `${type.group}/` : ''}${type.version}/${type.kind}`,
    type.definition,
  ]),
);

/** The schema of a built-in kind; custom resources have none. */
function schemaOf({ apiVersion, kind }: KubeObject): Schema | undefined {
  return definitionOf(definitions.get(`${apiVersion}/${kind}`));
}

/**
 * What client-side apply makes of a live object: fields of the manifest are set, fields of the manifest applied last that
 * are gone from it are taken away, all others stay. Lists merge by the keys of their schema. With no live object, the
 * manifest itself. Defaults are filled in as the API server does.
 */
export function applied(
  target: KubeObject,
  live: KubeObject | undefined,
): KubeObject {
  const schema = schemaOf(target);
  const merged = structuredClone(
    live
      ? mergeMaps(lastApplied(live) ?? target, target, live, schema)
      : target,
  ) as unknown as KubeObject;
  applyDefaults({ kind: target.kind, custom: !schema }, merged);
  return merged;
}

/** The manifest an object was made from, as it says itself. */
export function lastApplied(live: KubeObject): KubeObject | undefined {
  const text = live.metadata.annotations?.[LAST_APPLIED];
  if (!text) {
    return undefined;
  }
  try {
    const value = JSON.parse(text);
    return isMap(value) ? (value as KubeObject) : undefined;
  } catch {
    return undefined;
  }
}

function mergeMaps(
  last: unknown,
  target: Json,
  live: Json,
  schema: Schema | undefined,
): Json {
  const result: Json = { ...live };
  for (const name of isMap(last) ? Object.keys(last) : []) {
    if (getField(target, name) === undefined) {
      delete result[name];
    }
  }
  for (const [name, value] of Object.entries(target)) {
    const declared = schema?.properties
      ? schema.properties[name]
      : schema?.additionalProperties;
    setField(
      result,
      name,
      mergeValue(
        isMap(last) ? getField(last, name) : undefined,
        value,
        getField(live, name),
        declared,
      ),
    );
  }
  return result;
}

function mergeValue(
  last: unknown,
  target: unknown,
  live: unknown,
  declared: Schema | undefined,
): unknown {
  const strategies = (declared?.['x-kubernetes-patch-strategy'] ?? '').split(
    ',',
  );
  const schema = resolve(declared);
  if (isMap(target) && isMap(live)) {
    // `retainKeys` (a Deployment's strategy, volumes) leaves nothing of what the manifest does not say.
    return strategies.includes('retainKeys')
      ? retained(mergeMaps(last, target, live, schema), target, live)
      : mergeMaps(last, target, live, schema);
  }
  const key = declared?.['x-kubernetes-patch-merge-key'];
  if (
    Array.isArray(target) &&
    Array.isArray(live) &&
    strategies.includes('merge') &&
    key
  ) {
    const items = Array.isArray(last) ? last : [];
    return mergeLists(items, target, live, key, resolve(schema?.items));
  }
  return target;
}

/** Drops the other variants of a union once the manifest has chosen one; the same one keeps its defaults. */
function retained(merged: Json, target: Json, live: Json): Json {
  return target.type !== undefined && target.type !== live.type
    ? Object.fromEntries(
        Object.entries(merged).filter(([name]) => name in target),
      )
    : merged;
}

function mergeLists(
  last: readonly unknown[],
  target: readonly unknown[],
  live: readonly unknown[],
  key: string,
  schema: Schema | undefined,
): unknown[] {
  const keyOf = (item: unknown) => (isMap(item) ? item[key] : undefined);
  const find = (list: readonly unknown[], id: unknown) =>
    list.find(item => keyOf(item) === id);
  const kept = live.filter(
    item => find(target, keyOf(item)) || !find(last, keyOf(item)),
  );
  const merged = (item: unknown) => {
    const wanted = find(target, keyOf(item));
    const current = find(live, keyOf(item));
    return isMap(wanted) && isMap(current)
      ? mergeMaps(find(last, keyOf(item)), wanted, current, schema)
      : wanted ?? current;
  };
  const ids = target.map(keyOf);
  const common = kept.map(keyOf).filter(id => ids.includes(id));
  const sameOrder =
    common.join('\n') === ids.filter(id => common.includes(id)).join('\n');
  // The manifest's order counts; what only the cluster knows stays where it is, or comes last.
  const order = sameOrder
    ? [...kept, ...target.filter(item => !find(kept, keyOf(item)))]
    : [...target, ...kept.filter(item => !ids.includes(keyOf(item)))];
  return order.map(merged);
}
