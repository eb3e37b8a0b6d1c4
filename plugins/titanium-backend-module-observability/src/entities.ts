import { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
  LOKI_SELECTOR_ANNOTATION,
  PROMETHEUS_SELECTOR_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { isDnsLabel } from '@titanium-portal/backstage-plugin-titanium-node';
import { LabelMatcher, parseLabelMatchers } from './grammar/labelMatchers';
import { ObservabilityPlatforms } from './platforms';

/** What is asked of the platforms on behalf of an entity. */
export interface EntitySelector {
  /** Every selector of a query gets each of these. Not empty; holds at least one equality with a value. */
  matchers: readonly LabelMatcher[];
  /** The namespace that the matchers stay within; what is authorized. */
  namespace: string;
}

const NAMESPACE_LABEL = 'namespace';

function annotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name]?.trim() || undefined;
}

function missing(name: string, line: string): Error {
  return Object.assign(
    new InputError(
      `The entity has no annotation ${name}. Add to its metadata.annotations: "${line}"`,
    ),
    { code: 'missing-annotation' },
  );
}

function wrong(name: string, why: string): Error {
  return new InputError(`The annotation ${name} ${why}`);
}

/** The label `app` that a Kubernetes label selector asks for, or else the entity's id. */
function defaultApp(entity: Entity): string | undefined {
  const selector = annotation(entity, KUBERNETES_LABEL_SELECTOR_ANNOTATION);
  const app = selector
    ?.split(',')
    .map(part => /^\s*app\s*==?\s*([A-Za-z0-9._-]{1,63})\s*$/.exec(part)?.[1])
    .find(value => value !== undefined);
  return app ?? annotation(entity, KUBERNETES_ID_ANNOTATION);
}

function written(entity: Entity, name: string): LabelMatcher[] | undefined {
  const text = annotation(entity, name);
  if (text === undefined) {
    return undefined;
  }
  const parsed = parseLabelMatchers(text);
  if (!parsed.ok) {
    throw wrong(name, `is not a selector: ${parsed.message}`);
  }
  if (!parsed.matchers.some(({ op, value }) => op === '=' && value !== '')) {
    throw wrong(name, 'must say at least one label and its value');
  }
  return parsed.matchers;
}

function readSelector(entity: Entity, name: string): EntitySelector {
  const own = written(entity, name);
  const namespaces = new Set(
    own
      ?.filter(({ name: label, op }) => label === NAMESPACE_LABEL && op === '=')
      .map(({ value }) => value),
  );
  if (namespaces.size > 1) {
    throw wrong(name, 'names several namespaces');
  }
  const bound = annotation(entity, KUBERNETES_NAMESPACE_ANNOTATION);
  const [namespace = bound] = namespaces;
  if (namespace === undefined) {
    throw missing(
      KUBERNETES_NAMESPACE_ANNOTATION,
      `${KUBERNETES_NAMESPACE_ANNOTATION}: <namespace>`,
    );
  }
  if (!isDnsLabel(namespace)) {
    throw wrong(
      namespaces.size ? name : KUBERNETES_NAMESPACE_ANNOTATION,
      `holds ${JSON.stringify(
        namespace.slice(0, 80),
      )}, which is not the name of a namespace`,
    );
  }
  const within: LabelMatcher = {
    name: NAMESPACE_LABEL,
    op: '=',
    value: namespace,
  };
  if (own) {
    return {
      namespace,
      matchers: namespaces.size ? own : [within, ...own],
    };
  }
  const app = defaultApp(entity);
  if (app === undefined) {
    throw missing(name, `${name}: '{namespace="${namespace}", app="<app>"}'`);
  }
  return {
    namespace,
    matchers: [within, { name: 'app', op: '=', value: app }],
  };
}

/**
 * Matchers of an entity's log streams: `titanium/loki-selector`, or its namespace and `app` label. Throws `InputError`
 * with the line to add when there is too little to go by.
 */
export function lokiSelector(entity: Entity): EntitySelector {
  return readSelector(entity, LOKI_SELECTOR_ANNOTATION);
}

/** Matchers of an entity's metrics: `titanium/prometheus-selector`, or as {@link lokiSelector} by default. */
export function prometheusSelector(entity: Entity): EntitySelector {
  return readSelector(entity, PROMETHEUS_SELECTOR_ANNOTATION);
}

/** The platforms of a configured cluster; throws `NotFoundError` for any other name. */
export function platformsOf(
  platforms: ReadonlyMap<string, ObservabilityPlatforms>,
  cluster: string,
): ObservabilityPlatforms {
  const found = platforms.get(cluster);
  if (!found) {
    throw new NotFoundError(
      'There is no such cluster in titanium.observability',
    );
  }
  return found;
}

/**
 * The configured cluster of an entity: its annotation, or the only one. Throws `InputError` naming the annotation when
 * that does not decide.
 */
export function clusterOf(
  entity: Entity,
  platforms: ReadonlyMap<string, ObservabilityPlatforms>,
): string {
  const names = [...platforms.keys()];
  if (names.length === 0) {
    throw new InputError(
      'No platform is configured. Add one to titanium.observability.',
    );
  }
  const named = annotation(entity, KUBERNETES_CLUSTER_ANNOTATION);
  if (named === undefined && names.length > 1) {
    throw missing(
      KUBERNETES_CLUSTER_ANNOTATION,
      `${KUBERNETES_CLUSTER_ANNOTATION}: ${names[0]}`,
    );
  }
  const cluster = named ?? names[0];
  if (!platforms.has(cluster)) {
    throw wrong(
      KUBERNETES_CLUSTER_ANNOTATION,
      `names ${JSON.stringify(
        cluster.slice(0, 80),
      )}, which titanium.observability does not. Configured: ${names.join(
        ', ',
      )}.`,
    );
  }
  return cluster;
}
