import { KubeObject } from '../../../world/types';
import { ResourceType } from '../../resources/types';
import { selectorMatches } from '../../selectors/labelSelector';
import { field, FieldError, GoValue } from '../../status';
import { goLabels } from './goSyntax';
import { validateLabels } from './metadata';
import { validatePodSpec } from './pod';
import { nonNegative, required } from './values';

type Validator = (object: KubeObject) => FieldError[];

function validateTemplate(spec: any, path: string): FieldError[] {
  if (!spec?.template) {
    return [field.required(`${path}.template`)];
  }
  return [
    ...validateLabels(
      spec.template.metadata?.labels,
      `${path}.template.labels`,
    ),
    ...validatePodSpec(
      spec.template.spec,
      `${path}.template.spec`,
      spec.volumeClaimTemplates?.map((claim: any) => claim.metadata?.name),
    ),
  ];
}

function validateSelector(spec: any): FieldError[] {
  const { selector, template } = spec;
  if (!selector) {
    return [field.required('spec.selector')];
  }
  if (
    !Object.keys(selector.matchLabels ?? {}).length &&
    !selector.matchExpressions?.length
  ) {
    return [
      field.invalid(
        'spec.selector',
        selector,
        'empty selector is invalid for deployment',
      ),
    ];
  }
  const labels = template?.metadata?.labels;
  return selectorMatches(selector, labels)
    ? []
    : [
        field.invalid(
          'spec.template.metadata.labels',
          new GoValue(goLabels(labels)),
          '`selector` does not match template `labels`',
        ),
      ];
}

function restartAlways(spec: any): FieldError[] {
  const policy = spec?.template?.spec?.restartPolicy;
  return policy !== undefined && policy !== 'Always'
    ? [
        field.notSupported('spec.template.spec.restartPolicy', policy, [
          'Always',
        ]),
      ]
    : [];
}

const validateWorkload: Validator = ({ spec }) => [
  ...nonNegative(spec?.replicas, 'spec.replicas'),
  ...nonNegative(spec?.minReadySeconds, 'spec.minReadySeconds'),
  ...nonNegative(spec?.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
  ...validateSelector(spec ?? {}),
  ...validateTemplate(spec, 'spec'),
  ...restartAlways(spec),
];

function validateJobTemplate(spec: any, path: string): FieldError[] {
  const policy = spec?.template?.spec?.restartPolicy;
  return [
    ...nonNegative(spec?.parallelism, `${path}.parallelism`),
    ...nonNegative(spec?.completions, `${path}.completions`),
    ...nonNegative(spec?.backoffLimit, `${path}.backoffLimit`),
    ...validateTemplate(spec, path),
    ...(policy === 'Always'
      ? [
          field.required(
            `${path}.template.spec.restartPolicy`,
            'valid values: "OnFailure", "Never"',
          ),
        ]
      : []),
  ];
}

const CRON_FIELD =
  /^(\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?|\?)(\/\d+)?(,(\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(\/\d+)?)*$/;
const CRON_NAMES =
  /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every .+)$/;

function validateSchedule(schedule: string | undefined): FieldError[] {
  if (!schedule) {
    return [field.required('spec.schedule')];
  }
  const parts = schedule.trim().split(/\s+/);
  if (
    CRON_NAMES.test(schedule) ||
    (parts.length === 5 && parts.every(part => CRON_FIELD.test(part)))
  ) {
    return [];
  }
  return [
    field.invalid(
      'spec.schedule',
      schedule,
      parts.length === 5
        ? `failed to parse int from ${parts.find(
            part => !CRON_FIELD.test(part),
          )}`
        : `expected exactly 5 fields, found ${parts.length}: [${parts.join(
            ' ',
          )}]`,
    ),
  ];
}

const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;

const validateData: Validator = object =>
  Object.keys({ ...object.data, ...object.binaryData })
    .filter(key => !CONFIG_KEY.test(key) || key.length > 253)
    .map(key =>
      field.invalid(
        `data[${key}]`,
        key,
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ),
    );

const validateAutoscaler: Validator = ({ spec }) => {
  const errors: FieldError[] = [];
  if ((spec?.minReplicas ?? 1) < 1) {
    errors.push(
      field.invalid(
        'spec.minReplicas',
        spec.minReplicas,
        'must be greater than or equal to 1',
      ),
    );
  }
  if ((spec?.maxReplicas ?? 0) < 1) {
    errors.push(
      field.invalid(
        'spec.maxReplicas',
        spec?.maxReplicas ?? 0,
        'must be greater than 0',
      ),
    );
  } else if (spec.maxReplicas < (spec.minReplicas ?? 1)) {
    errors.push(
      field.invalid(
        'spec.maxReplicas',
        spec.maxReplicas,
        'must be greater than or equal to `minReplicas`',
      ),
    );
  }
  const { kind, name } = spec?.scaleTargetRef ?? {};
  return [
    ...errors,
    ...required(kind, 'spec.scaleTargetRef.kind'),
    ...required(name, 'spec.scaleTargetRef.name'),
  ];
};

const SERVICE_TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

const validateService: Validator = ({ spec }) => {
  const ports: any[] = spec?.ports ?? [];
  const headless = spec?.clusterIP === 'None' || spec?.type === 'ExternalName';
  return [
    ...(ports.length || headless ? [] : [field.required('spec.ports')]),
    ...(SERVICE_TYPES.includes(spec?.type)
      ? []
      : [field.notSupported('spec.type', spec?.type, SERVICE_TYPES)]),
    ...ports.flatMap(({ port, name }, index) => [
      ...(port >= 1 && port <= 65535
        ? []
        : [
            field.invalid(
              `spec.ports[${index}].port`,
              port,
              'must be between 1 and 65535, inclusive',
            ),
          ]),
      ...(ports.length > 1 ? required(name, `spec.ports[${index}].name`) : []),
    ]),
  ];
};

const VALIDATORS: Record<string, Validator> = {
  Pod: ({ spec }) => validatePodSpec(spec, 'spec'),
  Deployment: validateWorkload,
  ReplicaSet: validateWorkload,
  StatefulSet: validateWorkload,
  DaemonSet: validateWorkload,
  Job: ({ spec }) => validateJobTemplate(spec, 'spec'),
  CronJob: ({ spec, metadata }) => [
    ...(metadata.name.length > 52
      ? [
          field.invalid(
            'metadata.name',
            metadata.name,
            'must be no more than 52 characters',
          ),
        ]
      : []),
    ...validateSchedule(spec?.schedule),
    ...validateJobTemplate(spec?.jobTemplate?.spec, 'spec.jobTemplate.spec'),
  ],
  ConfigMap: validateData,
  Secret: validateData,
  HorizontalPodAutoscaler: validateAutoscaler,
  Service: validateService,
};

/** Findings about the fields of a built-in kind. */
export function validateKind(
  type: ResourceType,
  object: KubeObject,
): FieldError[] {
  return VALIDATORS[type.kind]?.(object) ?? [];
}
