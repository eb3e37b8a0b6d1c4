import { getField, isMap } from '../../kubernetes/patch/merge';
import { ownerReference } from '../objects';
import { R } from '../resources';
import { deepEqual } from '../store/values';
import { Clock, KubeObject, ObjectStore } from '../types';

/** From a change until the controller has seen it. */
const NOTICE_MS = 1500;

/** Fields of an Application the set's template leaves alone, as `ignoreApplicationDifferences` names them. */
interface IgnoredFields {
  name?: string;
  jsonPointers?: string[];
}

/** Argo CD's ApplicationSet controller: makes applications of list generators, and puts back what others change in them. */
export class ApplicationSetController {
  private readonly waiting = new Set<string>();

  constructor(
    private readonly clock: Clock,
    private readonly store: ObjectStore,
  ) {}

  start(): void {
    this.store.watch(R.applicationSets, {}, ({ object }) =>
      this.soon(object.metadata.name),
    );
    this.store.watch(R.applications, {}, ({ object }) => {
      const owner = ownerOf(object);
      if (owner) {
        this.soon(owner);
      }
    });
    for (const { metadata } of this.store.list(R.applicationSets)) {
      this.soon(metadata.name);
    }
  }

  private soon(name: string): void {
    if (!this.waiting.has(name)) {
      this.waiting.add(name);
      this.clock.after(NOTICE_MS, () => {
        this.waiting.delete(name);
        this.reconcile(name);
      });
    }
  }

  private reconcile(name: string): void {
    const set = this.store
      .list(R.applicationSets)
      .find(({ metadata }) => metadata.name === name);
    if (!set || set.metadata.deletionTimestamp) {
      return;
    }
    const wanted = generated(set);
    for (const application of wanted) {
      this.write(set, application);
    }
    const names = wanted.map(({ metadata }) => metadata.name);
    for (const app of this.store.list(R.applications)) {
      if (ownerOf(app) === name && !names.includes(app.metadata.name)) {
        const { namespace } = app.metadata;
        this.store.delete(R.applications, namespace, app.metadata.name);
      }
    }
  }

  private write(set: KubeObject, wanted: KubeObject): void {
    const { namespace, name } = wanted.metadata;
    const current = this.store.get(R.applications, namespace, name);
    if (!current) {
      this.store.create(R.applications, wanted);
      return;
    }
    const rules: IgnoredFields[] = set.spec.ignoreApplicationDifferences ?? [];
    const spec = structuredClone(wanted.spec);
    for (const { name: only, jsonPointers = [] } of rules) {
      if (!only || only === name) {
        jsonPointers.forEach(pointer => keep(current, { spec }, pointer));
      }
    }
    const next: KubeObject = {
      ...current,
      metadata: {
        ...current.metadata,
        labels: { ...current.metadata.labels, ...wanted.metadata.labels },
        ownerReferences: wanted.metadata.ownerReferences,
      },
      spec,
    };
    if (!deepEqual(next, current)) {
      this.store.update(R.applications, next);
    }
  }
}

/** The name of the set that owns an application. */
export function ownerOf(app: KubeObject): string | undefined {
  return app.metadata.ownerReferences?.find(
    ({ kind }) => kind === 'ApplicationSet',
  )?.name;
}

/** The applications of a set's list generators. */
function generated(set: KubeObject): KubeObject[] {
  const generators: KubeObject['spec'][] = set.spec.generators ?? [];
  return generators
    .flatMap(({ list }) => list?.elements ?? [])
    .map((element: Record<string, unknown>) => {
      const { metadata, spec } = filled(set.spec.template, element) as Pick<
        KubeObject,
        'metadata' | 'spec'
      >;
      return {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: {
          ...metadata,
          namespace: set.metadata.namespace,
          ownerReferences: [ownerReference(set)],
        },
        spec,
      };
    });
}

/** A template with `{{.field}}` and `{{field}}` replaced. */
function filled(value: unknown, element: Record<string, unknown>): unknown {
  if (typeof value === 'string') {
    return value.replace(/\{\{\s*\.?(\w+)\s*\}\}/g, (text, field) =>
      String(getField(element, field) ?? text),
    );
  }
  if (Array.isArray(value)) {
    return value.map(item => filled(item, element));
  }
  return isMap(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          name,
          filled(item, element),
        ]),
      )
    : value;
}

/** Carries the value at a pointer over from one object to another. */
function keep(
  from: Record<string, unknown>,
  to: Record<string, unknown>,
  pointer: string,
): void {
  const path = pointer.split('/').slice(1);
  const last = path.pop();
  let source: unknown = from;
  let target: unknown = to;
  for (const step of path) {
    source = isMap(source) ? source[step] : undefined;
    target = isMap(target) ? target[step] : undefined;
  }
  if (last === undefined || !isMap(target)) {
    return;
  }
  const value = isMap(source) ? source[last] : undefined;
  if (value === undefined) {
    delete target[last];
  } else {
    target[last] = structuredClone(value);
  }
}
