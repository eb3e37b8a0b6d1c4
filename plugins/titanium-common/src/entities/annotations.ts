/** Binds an entity to the objects that carry a label or annotation of the same name and value. @public */
export const KUBERNETES_ID_ANNOTATION = 'backstage.io/kubernetes-id';
/** The namespace of an entity's objects. @public */
export const KUBERNETES_NAMESPACE_ANNOTATION =
  'backstage.io/kubernetes-namespace';
/** Selects an entity's objects by labels; takes precedence over the id for selection, never for ownership. @public */
export const KUBERNETES_LABEL_SELECTOR_ANNOTATION =
  'backstage.io/kubernetes-label-selector';
/** The configured cluster an entity's objects live in. @public */
export const KUBERNETES_CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';
/** The Argo CD application that delivers an entity. @public */
export const ARGOCD_APP_NAME_ANNOTATION = 'argocd/app-name';
/** The namespace of the Argo CD application, where applications live in any namespace. @public */
export const ARGOCD_APP_NAMESPACE_ANNOTATION = 'argocd/app-namespace';
/** Which of several configured Argo CD instances has the application. @public */
export const ARGOCD_INSTANCE_ANNOTATION = 'argocd/instance-name';
/** Tag, or expression of tags, of the Grafana dashboards of an entity. @public */
export const GRAFANA_DASHBOARD_SELECTOR_ANNOTATION =
  'grafana/dashboard-selector';
/** Uid of the dashboard shown first. @public */
export const GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION =
  'grafana/overview-dashboard';
/** LogQL stream selector of an entity's logs; default: its namespace and its `app` label. @public */
export const LOKI_SELECTOR_ANNOTATION = 'titanium/loki-selector';
/** PromQL label matchers of an entity's metrics, `{namespace="shop", app="cart"}`; default as for logs. @public */
export const PROMETHEUS_SELECTOR_ANNOTATION = 'titanium/prometheus-selector';
