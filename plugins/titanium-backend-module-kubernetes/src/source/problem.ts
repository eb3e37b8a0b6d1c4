/** Why nothing of an entity's source is shown; pages have words for each. */
export type Reason =
  | 'no-entity'
  | 'no-location'
  | 'location-type'
  | 'path'
  | 'folder'
  | 'not-found'
  | 'forbidden'
  | 'no-integration'
  | 'too-large'
  | 'timeout'
  | 'unreadable'
  | 'refused'
  | 'kustomize-field'
  | 'kustomize-path'
  | 'kustomize-cycle'
  | 'kustomize-limit'
  | 'kustomize-object'
  | 'kustomize-invalid';

/** An expected failure: the form says it, and a manifest can be pasted all the same. */
export interface Problem {
  reason: Reason;
  /** The address it is about. */
  url?: string;
  /** Where in the source it is, or a sentence of its own, where the reason alone does not say what to do. */
  detail?: string;
}

export function problem(
  reason: Reason,
  more: Omit<Problem, 'reason'> = {},
): Problem {
  return { reason, ...more };
}
