import { ResourceType } from '../resources/types';
import { Verb } from '../server/call';
import { create } from './create';
import { deleteOne } from './delete';
import { deleteCollection } from './deleteCollection';
import { get } from './get';
import { list } from './list';
import { getMetrics, listMetrics } from './metrics';
import { patch } from './patch';
import { reviewAccess } from './reviews/access';
import { reviewSelf, reviewToken } from './reviews/identity';
import { reviewRules } from './reviews/rules';
import { connect } from './subresources/connect';
import { evict } from './subresources/eviction';
import { log } from './subresources/log';
import { getScale, patchScale, updateScale } from './subresources/scale';
import { update } from './update';
import { watch } from './watch';

const OBJECTS: Record<string, Verb> = {
  create,
  delete: deleteOne,
  deletecollection: deleteCollection,
  get,
  list,
  patch,
  update,
  watch,
};

const SUBRESOURCES: Record<string, Record<string, Verb>> = {
  status: { get, patch, update },
  scale: { get: getScale, patch: patchScale, update: updateScale },
  log: { get: log },
  eviction: { create: evict },
  exec: { create: connect, get: connect },
  attach: { create: connect, get: connect },
  portforward: { create: connect, get: connect },
  finalize: { update },
};

const METRICS: Record<string, Verb> = { get: getMetrics, list: listMetrics };

const REVIEWS: Record<string, Verb> = {
  SelfSubjectAccessReview: reviewAccess,
  SubjectAccessReview: reviewAccess,
  LocalSubjectAccessReview: reviewAccess,
  SelfSubjectRulesReview: reviewRules,
  SelfSubjectReview: reviewSelf,
  TokenReview: reviewToken,
};

/** The handler of a verb on a type or its subresource; `undefined` when the server does not have it. */
export function verbOf(
  type: ResourceType,
  subresource: string | undefined,
  verb: string,
): Verb | undefined {
  if (subresource !== undefined) {
    const declared = type.subresources.find(({ name }) => name === subresource);
    return declared?.verbs.includes(verb)
      ? SUBRESOURCES[subresource]?.[verb]
      : undefined;
  }
  if (!type.verbs.includes(verb)) {
    return undefined;
  }
  if (type.group === 'metrics.k8s.io') {
    return METRICS[verb];
  }
  return type.custom ? OBJECTS[verb] : REVIEWS[type.kind] ?? OBJECTS[verb];
}
