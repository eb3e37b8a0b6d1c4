import { KubeObject } from '../../world/types';
import { ResourceType } from '../resources/types';
import { defaultPodSpec } from './defaults/pod';
import { setDefaults } from './defaults/set';

type Defaulter = (object: KubeObject) => void;

function defaultTemplate(spec: any): void {
  if (spec?.template) {
    setDefaults(spec.template, { metadata: {}, spec: {} });
    defaultPodSpec(spec.template.spec);
  }
}

function defaultJobSpec(spec: any): void {
  if (!spec) {
    return;
  }
  const single =
    spec.completions === undefined && spec.parallelism === undefined;
  setDefaults(spec, {
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    parallelism: 1,
    suspend: false,
    ...(single && { completions: 1 }),
  });
  defaultTemplate(spec);
}

const defaultEvent: Defaulter = event =>
  setDefaults(event, { type: 'Normal', source: {} });

/** What the API server fills in, by kind. */
const DEFAULTS: Record<string, Defaulter> = {
  Pod: pod => {
    setDefaults(pod, { spec: {} });
    defaultPodSpec(pod.spec);
    setDefaults(pod.spec, {
      serviceAccountName: 'default',
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      tolerations: [
        {
          effect: 'NoExecute',
          key: 'node.kubernetes.io/not-ready',
          operator: 'Exists',
          tolerationSeconds: 300,
        },
        {
          effect: 'NoExecute',
          key: 'node.kubernetes.io/unreachable',
          operator: 'Exists',
          tolerationSeconds: 300,
        },
      ],
    });
    setDefaults(pod.spec, { serviceAccount: pod.spec.serviceAccountName });
  },
  Deployment: ({ spec }) => {
    setDefaults(spec, {
      replicas: 1,
      strategy: {},
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    setDefaults(spec?.strategy, { type: 'RollingUpdate' });
    if (spec?.strategy?.type === 'RollingUpdate') {
      setDefaults(spec.strategy, { rollingUpdate: {} });
      setDefaults(spec.strategy.rollingUpdate, {
        maxSurge: '25%',
        maxUnavailable: '25%',
      });
    }
    defaultTemplate(spec);
  },
  ReplicaSet: ({ spec }) => {
    setDefaults(spec, { replicas: 1 });
    defaultTemplate(spec);
  },
  ReplicationController: ({ spec }) => {
    setDefaults(spec, { replicas: 1 });
    defaultTemplate(spec);
  },
  StatefulSet: ({ spec }) => {
    setDefaults(spec, {
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: {},
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
      },
    });
    setDefaults(spec?.updateStrategy, { type: 'RollingUpdate' });
    if (spec?.updateStrategy?.type === 'RollingUpdate') {
      setDefaults(spec.updateStrategy, { rollingUpdate: {} });
      setDefaults(spec.updateStrategy.rollingUpdate, { partition: 0 });
    }
    defaultTemplate(spec);
  },
  DaemonSet: ({ spec }) => {
    setDefaults(spec, { revisionHistoryLimit: 10, updateStrategy: {} });
    setDefaults(spec?.updateStrategy, { type: 'RollingUpdate' });
    if (spec?.updateStrategy?.type === 'RollingUpdate') {
      setDefaults(spec.updateStrategy, { rollingUpdate: {} });
      setDefaults(spec.updateStrategy.rollingUpdate, {
        maxSurge: 0,
        maxUnavailable: 1,
      });
    }
    defaultTemplate(spec);
  },
  Job: ({ spec }) => defaultJobSpec(spec),
  CronJob: ({ spec }) => {
    setDefaults(spec, {
      concurrencyPolicy: 'Allow',
      failedJobsHistoryLimit: 1,
      successfulJobsHistoryLimit: 3,
      suspend: false,
    });
    defaultTemplate(spec?.jobTemplate?.spec);
  },
  HorizontalPodAutoscaler: ({ apiVersion, spec }) => {
    setDefaults(spec, { minReplicas: 1 });
    if (apiVersion === 'autoscaling/v2' && !spec?.metrics?.length && spec) {
      spec.metrics = [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ];
    }
  },
  Service: ({ spec }) => {
    setDefaults(spec, { sessionAffinity: 'None', type: 'ClusterIP' });
    if (spec && spec.type !== 'ExternalName') {
      setDefaults(spec, {
        internalTrafficPolicy: 'Cluster',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
      });
      if (spec.type !== 'ClusterIP') {
        setDefaults(spec, { externalTrafficPolicy: 'Cluster' });
      }
    }
    for (const port of spec?.ports ?? []) {
      setDefaults(port, { protocol: 'TCP', targetPort: port.port });
    }
  },
  NetworkPolicy: ({ spec }) => {
    if (spec && !spec.policyTypes) {
      spec.policyTypes = spec.egress?.length
        ? ['Ingress', 'Egress']
        : ['Ingress'];
    }
    for (const rule of [...(spec?.ingress ?? []), ...(spec?.egress ?? [])]) {
      for (const port of rule.ports ?? []) {
        setDefaults(port, { protocol: 'TCP' });
      }
    }
  },
  Secret: secret => setDefaults(secret, { type: 'Opaque' }),
  PersistentVolumeClaim: ({ spec }) =>
    setDefaults(spec, { volumeMode: 'Filesystem' }),
  PersistentVolume: ({ spec }) =>
    setDefaults(spec, {
      volumeMode: 'Filesystem',
      persistentVolumeReclaimPolicy: 'Retain',
    }),
  StorageClass: object =>
    setDefaults(object, {
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
    }),
  Event: defaultEvent,
  RoleBinding: binding => defaultSubjects(binding),
  ClusterRoleBinding: binding => defaultSubjects(binding),
};

function defaultSubjects(binding: KubeObject): void {
  const group = 'rbac.authorization.k8s.io';
  setDefaults(binding.roleRef, { apiGroup: group });
  for (const subject of binding.subjects ?? []) {
    if (subject.kind !== 'ServiceAccount') {
      setDefaults(subject, { apiGroup: group });
    }
  }
}

/** Fills in the defaults of a built-in kind, changing `object`. */
export function applyDefaults(
  type: Pick<ResourceType, 'kind' | 'custom'>,
  object: KubeObject,
): void {
  if (!type.custom) {
    DEFAULTS[type.kind]?.(object);
  }
}
