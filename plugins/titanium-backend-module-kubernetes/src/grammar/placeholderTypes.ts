import { PlaceholderType } from '@titanium-portal/backstage-plugin-titanium-common';

/** What a placeholder in the name of an object stands for, by its kind. */
export const TYPES_BY_KIND: ReadonlyMap<string, PlaceholderType> = new Map([
  ['pod', 'pod'],
  ['deployment', 'deployment'],
  ['statefulset', 'statefulset'],
  ['daemonset', 'workload'],
  ['replicaset', 'workload'],
  ['namespace', 'namespace'],
  ['application', 'application'],
  ['networkpolicy', 'policy'],
  ['authorizationpolicy', 'policy'],
  ['peerauthentication', 'policy'],
  ['requestauthentication', 'policy'],
  ['poddisruptionbudget', 'policy'],
  ['service', 'service'],
  ['endpoints', 'service'],
  ['secret', 'secret'],
  ['cronjob', 'cronjob'],
  ['horizontalpodautoscaler', 'hpa'],
]);
