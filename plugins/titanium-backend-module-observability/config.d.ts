/** One platform's HTTP API. */
interface PlatformConfig {
  /** Base address. Only configuration names addresses; neither pages nor documents can. */
  url: string;
  /**
   * Bearer token of an account that may read (and, for Alertmanager, silence).
   * @visibility secret
   */
  token?: string;
  /** Authority to trust beside the system's, PEM in base64. */
  caData?: string;
  /** Longest wait for an answer to begin. Default 10; 60 for Loki. */
  timeoutSeconds?: number;
}

export interface Config {
  titanium?: {
    /** Logs, metrics, dashboards and alerts, by the cluster names of `kubernetes.clusterLocatorMethods`. */
    observability?: {
      [cluster: string]: {
        loki?: PlatformConfig & {
          /** Sent as `X-Scope-OrgID`; one tenant. */
          tenant?: string;
        };
        prometheus?: PlatformConfig;
        alertmanager?: PlatformConfig;
        grafana?: PlatformConfig & {
          /** Address for people, for links. Without it there are none. */
          publicUrl?: string;
        };
      };
    };
  };
}
