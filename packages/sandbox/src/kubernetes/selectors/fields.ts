import { KubeObject } from '../../world/types';
import { ResourceType } from '../resources/types';
import { badRequest } from '../status';

export interface FieldRequirement {
  field: string;
  value: string;
  negated: boolean;
}

type Reader = (object: KubeObject) => unknown;

const METADATA: Record<string, Reader> = {
  'metadata.name': object => object.metadata.name,
  'metadata.namespace': object => object.metadata.namespace,
};

const path =
  (...names: string[]): Reader =>
  object =>
    names.reduce<any>((value, name) => value?.[name], object);

function paths(...fields: string[]): Record<string, Reader> {
  return Object.fromEntries(
    fields.map(field => [field, path(...field.split('.'))]),
  );
}

/** The fields each kind can be selected by, besides name and namespace. */
const FIELDS: Record<string, Record<string, Reader>> = {
  Pod: {
    ...paths(
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'spec.hostNetwork',
      'status.phase',
      'status.nominatedNodeName',
    ),
    'status.podIP': object =>
      object.status?.podIPs?.[0]?.ip ?? object.status?.podIP,
  },
  Event: {
    ...paths(
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.resourceVersion',
      'involvedObject.fieldPath',
      'reason',
      'reportingComponent',
      'type',
    ),
    source: object => object.source?.component || object.reportingComponent,
  },
  Node: paths('spec.unschedulable'),
  Namespace: paths('status.phase'),
  Secret: paths('type'),
  Job: paths('status.successful'),
  ReplicaSet: paths('status.replicas'),
  ReplicationController: paths('status.replicas'),
};

/** Splits `a=b,c!=d`; `\,`, `\=` and `\\` stand for themselves. */
export function parseFieldSelector(input: string): FieldRequirement[] {
  return splitTerms(input)
    .filter(term => term !== '')
    .map(term => {
      const match = /^([^=!]+?)(!=|==|=)(.*)$/s.exec(term);
      if (!match) {
        throw badRequest(
          `invalid field selector: "${input}"; can't understand "${term}"`,
        );
      }
      return {
        field: match[1].trim(),
        negated: match[2] === '!=',
        value: unescape(match[3], input),
      };
    });
}

function splitTerms(input: string): string[] {
  const terms: string[] = [];
  let term = '';
  for (let index = 0; index < input.length; index += 1) {
    if (input[index] === '\\' && index + 1 < input.length) {
      term += input.slice(index, index + 2);
      index += 1;
    } else if (input[index] === ',') {
      terms.push(term);
      term = '';
    } else {
      term += input[index];
    }
  }
  return [...terms, term];
}

function unescape(value: string, input: string): string {
  if (/(?:^|[^\\])(?:\\\\)*\\(?:[^\\,=]|$)/.test(value)) {
    throw badRequest(`invalid field selector: "${input}"`);
  }
  return value.replace(/\\([\\,=])/g, '$1');
}

/** A predicate for the `fieldSelector` parameter; refuses fields the kind cannot be selected by. */
export function fieldPredicate(
  type: ResourceType,
  requirements: FieldRequirement[],
): (object: KubeObject) => boolean {
  const known = { ...METADATA, ...(type.custom ? {} : FIELDS[type.kind]) };
  const terms = requirements.map(requirement => {
    const read = Object.hasOwn(known, requirement.field)
      ? known[requirement.field]
      : undefined;
    if (!read) {
      throw badRequest(unsupported(type, requirement.field));
    }
    return { ...requirement, read };
  });
  return object =>
    terms.every(
      ({ read, value, negated }) =>
        (String(read(object) ?? defaultText(value)) === value) !== negated,
    );
}

/** An absent boolean reads as false, any other absent field as the empty string. */
function defaultText(value: string): string {
  return value === 'true' || value === 'false' ? 'false' : '';
}

function unsupported(type: ResourceType, name: string): string {
  return FIELDS[type.kind] && !type.custom
    ? `field label not supported: ${name}`
    : `"${name}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}
