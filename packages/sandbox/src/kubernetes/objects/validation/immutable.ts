import { deepEqual } from '../../../world/store/values';
import { KubeObject } from '../../../world/types';
import { ResourceType } from '../../resources/types';
import { field, FieldError, GoValue } from '../../status';
import { goSelector } from './goSyntax';

type Validator = (object: KubeObject, current: KubeObject) => FieldError[];

const IMMUTABLE = 'field is immutable';

const immutableSelector: Validator = ({ spec }, current) =>
  deepEqual(spec?.selector, current.spec?.selector)
    ? []
    : [
        field.invalid(
          'spec.selector',
          new GoValue(goSelector(spec?.selector)),
          IMMUTABLE,
        ),
      ];

function without(value: any, paths: string[]): unknown {
  const copy = structuredClone(value ?? {});
  paths.forEach(path => delete copy[path]);
  return copy;
}

const STATEFUL_SET_MUTABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
  'revisionHistoryLimit',
];

const statefulSet: Validator = ({ spec }, current) =>
  deepEqual(
    without(spec, STATEFUL_SET_MUTABLE),
    without(current.spec, STATEFUL_SET_MUTABLE),
  )
    ? []
    : [
        field.forbidden(
          'spec',
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
        ),
      ];

/** What of a running pod may change, taken away so that the rest can be compared. */
function fixedPodSpec(spec: any): unknown {
  const copy = structuredClone(spec ?? {});
  for (const container of [
    ...(copy.containers ?? []),
    ...(copy.initContainers ?? []),
  ]) {
    delete container.image;
  }
  delete copy.activeDeadlineSeconds;
  delete copy.tolerations;
  delete copy.terminationGracePeriodSeconds;
  return copy;
}

const pod: Validator = ({ spec }, current) =>
  deepEqual(fixedPodSpec(spec), fixedPodSpec(current.spec))
    ? []
    : [
        field.forbidden(
          'spec',
          'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
        ),
      ];

const job: Validator = (object, current) => [
  ...immutableSelector(object, current),
  ...(deepEqual(object.spec?.template, current.spec?.template) ||
  current.spec?.suspend
    ? []
    : [field.invalid('spec.template', object.spec?.template, IMMUTABLE)]),
  ...(deepEqual(object.spec?.completions, current.spec?.completions)
    ? []
    : [field.invalid('spec.completions', object.spec?.completions, IMMUTABLE)]),
];

const frozenData: Validator = (object, current) =>
  current.immutable &&
  (!deepEqual(object.data, current.data) || object.immutable !== true)
    ? [field.forbidden('data', 'field is immutable when `immutable` is set')]
    : [];

const VALIDATORS: Record<string, Validator> = {
  Deployment: immutableSelector,
  ReplicaSet: immutableSelector,
  DaemonSet: immutableSelector,
  StatefulSet: statefulSet,
  Pod: pod,
  Job: job,
  ConfigMap: frozenData,
  Secret: (object, current) => [
    ...(object.type === current.type
      ? []
      : [field.invalid('type', object.type, IMMUTABLE)]),
    ...frozenData(object, current),
  ],
  Service: ({ spec }, current) =>
    current.spec?.clusterIP &&
    spec?.type !== 'ExternalName' &&
    spec?.clusterIP !== current.spec.clusterIP
      ? [
          field.invalid(
            'spec.clusterIPs[0]',
            spec?.clusterIP ?? null,
            'may not change once set',
          ),
        ]
      : [],
  RoleBinding: immutableRole,
  ClusterRoleBinding: immutableRole,
};

function immutableRole(object: KubeObject, current: KubeObject): FieldError[] {
  return deepEqual(object.roleRef, current.roleRef)
    ? []
    : [field.invalid('roleRef', object.roleRef, 'cannot change roleRef')];
}

/** Findings about fields that may not change. */
export function validateImmutable(
  type: ResourceType,
  object: KubeObject,
  current: KubeObject,
): FieldError[] {
  return VALIDATORS[type.kind]?.(object, current) ?? [];
}
