import { field, FieldError } from '../../status';
import { labelProblem } from './names';
import { nonNegative, oneOf, quantity, required } from './values';

function validateResources(resources: any, path: string): FieldError[] {
  return ['limits', 'requests'].flatMap(part =>
    Object.entries(resources?.[part] ?? {}).flatMap(([name, value]) =>
      quantity(value, `${path}.${part}[${name}]`),
    ),
  );
}

function validateContainer(container: any, path: string): FieldError[] {
  const { name, image, imagePullPolicy, ports = [], env = [] } = container;
  const nameProblem = name && labelProblem(name);
  return [
    ...required(name, `${path}.name`),
    ...(nameProblem ? [field.invalid(`${path}.name`, name, nameProblem)] : []),
    ...required(image, `${path}.image`),
    ...(image && image !== image.trim()
      ? [
          field.invalid(
            `${path}.image`,
            image,
            'must not have leading or trailing whitespace',
          ),
        ]
      : []),
    ...oneOf(imagePullPolicy, `${path}.imagePullPolicy`, [
      'Always',
      'IfNotPresent',
      'Never',
    ]),
    ...ports.flatMap((port: any, index: number) =>
      port.containerPort >= 1 && port.containerPort <= 65535
        ? []
        : [
            field.invalid(
              `${path}.ports[${index}].containerPort`,
              port.containerPort,
              'must be between 1 and 65535, inclusive',
            ),
          ],
    ),
    ...env.flatMap((variable: any, index: number) =>
      required(variable.name, `${path}.env[${index}].name`),
    ),
    ...validateResources(container.resources, `${path}.resources`),
  ];
}

function duplicates(names: (string | undefined)[], path: string): FieldError[] {
  return names.flatMap((name, index) =>
    name !== undefined && names.indexOf(name) < index
      ? [field.duplicate(`${path}[${index}].name`, name)]
      : [],
  );
}

/** Findings about a pod's specification; `claims` are volumes its owner adds. */
export function validatePodSpec(
  spec: any,
  path: string,
  claims: string[] = [],
): FieldError[] {
  const containers: any[] = spec?.containers ?? [];
  const volumes: any[] = spec?.volumes ?? [];
  const volumeNames = new Set([...claims, ...volumes.map(({ name }) => name)]);
  return [
    ...(containers.length ? [] : [field.required(`${path}.containers`)]),
    ...containers.flatMap((container, index) =>
      validateContainer(container, `${path}.containers[${index}]`),
    ),
    ...duplicates(
      containers.map(({ name }) => name),
      `${path}.containers`,
    ),
    ...(spec?.initContainers ?? []).flatMap((container: any, index: number) =>
      validateContainer(container, `${path}.initContainers[${index}]`),
    ),
    ...duplicates(
      volumes.map(({ name }) => name),
      `${path}.volumes`,
    ),
    ...containers.flatMap((container, index) =>
      (container.volumeMounts ?? []).flatMap((mount: any, at: number) =>
        volumeNames.has(mount.name)
          ? []
          : [
              field.notFound(
                `${path}.containers[${index}].volumeMounts[${at}].name`,
                mount.name,
              ),
            ],
      ),
    ),
    ...oneOf(spec?.restartPolicy, `${path}.restartPolicy`, [
      'Always',
      'Never',
      'OnFailure',
    ]),
    ...nonNegative(
      spec?.terminationGracePeriodSeconds,
      `${path}.terminationGracePeriodSeconds`,
    ),
  ];
}
