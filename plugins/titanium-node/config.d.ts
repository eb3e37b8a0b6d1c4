export interface Config {
  titanium?: {
    /** Credentials for writing, by the cluster names of `kubernetes.clusterLocatorMethods`. */
    clusters?: {
      [name: string]: {
        /** Without an actor the cluster is read-only in the portal. */
        actor?: {
          /**
           * Bearer token of a service account with the least rights that the actions need.
           * @visibility secret
           */
          token: string;
        };
      };
    };
  };
}
