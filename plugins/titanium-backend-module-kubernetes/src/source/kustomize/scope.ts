const BOTH = ['v1', 'v1beta1'];

/** What the kustomize in kubectl knows to have no namespace: group, versions, kinds. */
const CLUSTER_SCOPED: readonly [string, string[], string[]][] = [
  ['', ['v1'], ['ComponentStatus', 'Namespace', 'Node', 'NodeProxyOptions']],
  ['', ['v1'], ['PersistentVolume']],
  [
    'admissionregistration.k8s.io',
    BOTH,
    ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  ],
  ['apiextensions.k8s.io', BOTH, ['CustomResourceDefinition']],
  ['apiregistration.k8s.io', BOTH, ['APIService']],
  ['certificates.k8s.io', BOTH, ['CertificateSigningRequest']],
  [
    'flowcontrol.apiserver.k8s.io',
    ['v1beta1'],
    ['FlowSchema', 'PriorityLevelConfiguration'],
  ],
  ['networking.k8s.io', BOTH, ['IngressClass']],
  ['node.k8s.io', BOTH, ['RuntimeClass']],
  ['policy', ['v1beta1'], ['PodSecurityPolicy']],
  ['rbac.authorization.k8s.io', BOTH, ['ClusterRole', 'ClusterRoleBinding']],
  ['scheduling.k8s.io', BOTH, ['PriorityClass']],
  [
    'storage.k8s.io',
    BOTH,
    ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
  ],
];

/** Whether kustomize takes a kind to have no namespace; those that it does not know have one. */
export function isClusterScoped(resource: {
  group: string;
  version: string;
  kind: string;
}): boolean {
  return CLUSTER_SCOPED.some(
    ([group, versions, kinds]) =>
      group === resource.group &&
      versions.includes(resource.version) &&
      kinds.includes(resource.kind),
  );
}
