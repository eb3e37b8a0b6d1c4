/** A service that gets requests. */
export interface TrafficService {
  name: string;
  namespace: string;
  /** The `app` label of its pods. */
  app: string;
  /** Requests a second on an average day. */
  requests: number;
  /** Lines a pod logs a second. */
  lines: number;
}

const namespace = 'titanium-prod';

/** Who gets how much. What a request costs is in the images' programs. */
export const SERVICES: readonly TrafficService[] = [
  {
    name: 'prod-api-gateway',
    namespace,
    app: 'api-gateway',
    requests: 120,
    lines: 0.8,
  },
  {
    name: 'prod-auth-service',
    namespace,
    app: 'auth-service',
    requests: 64,
    lines: 0.4,
  },
  {
    name: 'prod-user-service',
    namespace,
    app: 'user-service',
    requests: 84,
    lines: 0.5,
  },
  {
    name: 'prod-blog-service',
    namespace,
    app: 'blog-service',
    requests: 72,
    lines: 0.5,
  },
  { name: 'postgres', namespace, app: 'postgres', requests: 180, lines: 0.15 },
];
