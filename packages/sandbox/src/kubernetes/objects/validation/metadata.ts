import { KubeObject } from '../../../world/types';
import { ResourceType } from '../../resources/types';
import { field, FieldError } from '../../status';
import {
  label1035Problem,
  labelProblem,
  labelValueProblem,
  pathSegmentProblem,
  qualifiedNameProblem,
  subdomainProblem,
} from './names';

/** Kinds whose names are not plain DNS subdomains. */
const NAME_RULES: Record<string, (name: string) => string | undefined> = {
  Namespace: labelProblem,
  Service: label1035Problem,
  Role: pathSegmentProblem,
  ClusterRole: pathSegmentProblem,
  RoleBinding: pathSegmentProblem,
  ClusterRoleBinding: pathSegmentProblem,
};

const ANNOTATIONS_LIMIT = 256 * 1024;

function validateName(type: ResourceType, object: KubeObject): FieldError[] {
  const { name } = object.metadata;
  if (!name) {
    return [
      field.required('metadata.name', 'name or generateName is required'),
    ];
  }
  const rule = (!type.custom && NAME_RULES[type.kind]) || subdomainProblem;
  const problem = rule(name);
  return problem ? [field.invalid('metadata.name', name, problem)] : [];
}

function validateLabels(labels: unknown, path: string): FieldError[] {
  return Object.entries((labels ?? {}) as Record<string, string>).flatMap(
    ([key, value]) => {
      const keyProblem = qualifiedNameProblem(key);
      const valueProblem = labelValueProblem(value);
      return [
        ...(keyProblem ? [field.invalid(path, key, keyProblem)] : []),
        ...(valueProblem ? [field.invalid(path, value, valueProblem)] : []),
      ];
    },
  );
}

function validateAnnotations(annotations: unknown): FieldError[] {
  const entries = Object.entries((annotations ?? {}) as Record<string, string>);
  const errors = entries.flatMap(([key]) => {
    const problem = qualifiedNameProblem(key.toLowerCase());
    return problem ? [field.invalid('metadata.annotations', key, problem)] : [];
  });
  const size = entries.reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key + value),
    0,
  );
  return size > ANNOTATIONS_LIMIT
    ? [
        ...errors,
        field.tooLong(
          'metadata.annotations',
          `must have at most ${ANNOTATIONS_LIMIT} bytes`,
        ),
      ]
    : errors;
}

export function validateMetadata(
  type: ResourceType,
  object: KubeObject,
): FieldError[] {
  return [
    ...validateName(type, object),
    ...validateLabels(object.metadata.labels, 'metadata.labels'),
    ...validateAnnotations(object.metadata.annotations),
  ];
}

export { validateLabels };
