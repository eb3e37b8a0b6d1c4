import { JsonValue } from '@backstage/types';
import { isRecord } from '../../actions/manifest/readYaml';
import { notBuilt } from './notBuilt';
import { mapAt, Resource, titleOf } from './resource';

interface Template {
  kind: string;
  group?: string;
  version?: string;
  /** To the map that has `metadata`. */
  path: string[];
}

const POD_TEMPLATE = ['spec', 'template'];

/** Where kustomize finds the templates of pods and Jobs. */
const TEMPLATES: Template[] = [
  { kind: 'ReplicationController', version: 'v1', path: POD_TEMPLATE },
  { kind: 'Deployment', path: POD_TEMPLATE },
  { kind: 'ReplicaSet', path: POD_TEMPLATE },
  { kind: 'DaemonSet', path: POD_TEMPLATE },
  { kind: 'Job', group: 'batch', path: POD_TEMPLATE },
  { kind: 'CronJob', group: 'batch', path: ['spec', 'jobTemplate'] },
  {
    kind: 'CronJob',
    group: 'batch',
    path: ['spec', 'jobTemplate', ...POD_TEMPLATE],
  },
];
const ANNOTATED: Template[] = [
  ...TEMPLATES,
  { kind: 'StatefulSet', path: POD_TEMPLATE },
];
const LABELLED: Template[] = [
  ...TEMPLATES,
  { kind: 'StatefulSet', group: 'apps', path: POD_TEMPLATE },
];

type Field = 'labels' | 'annotations';

function setIn(
  resources: readonly Resource[],
  field: Field,
  entries: Record<string, string>,
  templates: readonly Template[],
): void {
  if (!Object.keys(entries).length) {
    return;
  }
  for (const resource of resources) {
    const { group, version, kind, object } = resource;
    const paths = templates
      .filter(
        item =>
          item.kind === kind &&
          (item.group ?? group) === group &&
          (item.version ?? version) === version,
      )
      .map(({ path }) => path);
    for (const path of [[], ...paths]) {
      Object.assign(
        mapAt(resource, object, [...path, 'metadata', field]),
        entries,
      );
    }
  }
}

/** The claims of a StatefulSet are labelled with its template. */
function labelClaims(
  resources: readonly Resource[],
  entries: Record<string, string>,
): void {
  for (const resource of resources) {
    const { group, kind, object, path } = resource;
    const { spec } = object;
    const claims: JsonValue | undefined =
      kind === 'StatefulSet' && group === 'apps' && isRecord(spec)
        ? spec.volumeClaimTemplates
        : undefined;
    if (claims === undefined || claims === null) {
      continue;
    }
    if (!Array.isArray(claims) || !claims.every(isRecord)) {
      notBuilt('kustomize-invalid', path, titleOf(resource));
    }
    for (const claim of claims as Record<string, JsonValue>[]) {
      Object.assign(mapAt(resource, claim, ['metadata', 'labels']), entries);
    }
  }
}

/** One item of `labels`, never in selectors. */
export function setLabels(
  resources: readonly Resource[],
  entries: Record<string, string>,
  withTemplates: boolean,
): void {
  setIn(resources, 'labels', entries, withTemplates ? LABELLED : []);
  if (withTemplates && Object.keys(entries).length) {
    labelClaims(resources, entries);
  }
}

/** `commonAnnotations`: on every object and every template. */
export function setAnnotations(
  resources: readonly Resource[],
  entries: Record<string, string>,
): void {
  setIn(resources, 'annotations', entries, ANNOTATED);
}
