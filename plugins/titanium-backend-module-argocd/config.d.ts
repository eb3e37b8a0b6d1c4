export interface Config {
  titanium?: {
    argocd?: {
      instances?: Array<{
        /** Name that the annotation `argocd/instance-name` chooses by. */
        name: string;
        /** Base address. Only configuration names addresses; neither pages nor documents can. */
        url: string;
        /** Address for people, for links. Without it there are none. */
        publicUrl?: string;
        /**
         * Token of an account with the least rights that the actions need.
         * @visibility secret
         */
        token: string;
        /** The cluster, by its name in `kubernetes.clusterLocatorMethods`, that `https://kubernetes.default.svc` means. */
        cluster: string;
        /** Further destinations: the server's address as Argo CD knows it, and the cluster's name in the portal. */
        destinations?: Array<{ server: string; cluster: string }>;
        /** Authority to trust beside the system's, PEM in base64. */
        caData?: string;
        /** Longest wait for an answer to begin. Default 10. */
        timeoutSeconds?: number;
      }>;
    };
  };
}
