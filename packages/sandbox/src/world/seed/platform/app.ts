import { SeedObject } from '../manifest';
import { deployment, resources } from '../workloads';

/** The label that most charts select by. */
export const named = (name: string, extra: Record<string, string> = {}) => ({
  'app.kubernetes.io/name': name,
  ...extra,
});

/** A Deployment of one container, as most of the platform's are. */
export function app(
  namespace: string,
  name: string,
  image: string,
  request: [string, string],
  extra: { labels?: Record<string, string>; container?: string } = {},
): SeedObject {
  return deployment({
    name,
    namespace,
    labels: named(name, extra.labels),
    containers: [
      {
        name: extra.container ?? name,
        image,
        resources: resources(request),
      },
    ],
  });
}
