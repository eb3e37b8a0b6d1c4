/**
 * Cases the page tells apart, sent as `error.code` beside the usual `error.name` and `error.message` of
 * `@backstage/errors` answers.
 * @public
 */
export type TitaniumErrorCode =
  | 'plan-expired'
  | 'plan-consumed'
  | 'plan-changed'
  | 'target-locked'
  | 'target-not-found'
  | 'not-permitted'
  | 'approval-required'
  | 'invalid-input'
  /** The request carries headers that claim to be somebody else at a platform. */
  | 'headers-refused'
  | 'statement-refused'
  | 'placeholder-missing'
  | 'platform-unavailable'
  | 'platform-forbidden'
  | 'platform-rejected'
  | 'not-installed'
  /** A secret value that was given or granted is not there any more; it has to be given or asked for again. */
  | 'value-gone'
  | 'read-only';
