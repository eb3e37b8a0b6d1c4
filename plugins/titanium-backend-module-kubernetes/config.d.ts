export interface Config {
  titanium?: {
    kubernetes?: {
      /** The short-lived pods that look up names and ask services (`kubernetes.network.probe`). */
      probe?: {
        /**
         * Image of the pod. It must have `nslookup` and `curl` and work as a user that is not root, on a read-only root
         * file system. Name a version or a digest, and a mirror where the cluster cannot reach the public registries.
         * Default `docker.io/nicolaka/netshoot:v0.13`.
         */
        image?: string;
        /**
         * Hosts outside the cluster that operators may probe, exactly as written. Without it only services of the cluster
         * can be probed. Owners of a service can probe that service and nothing else, whatever stands here.
         */
        allowedHosts?: string[];
        /** The DNS domain of the cluster's services. Default `cluster.local`. */
        clusterDomain?: string;
      };
    };
  };
}
