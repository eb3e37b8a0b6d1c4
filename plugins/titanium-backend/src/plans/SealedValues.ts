/** Why a plan that needs a value that was given does not go on. */
export const VALUE_GONE =
  'The value that was entered is not there any more: it was used, its time is over, or another instance of the portal has it in its memory. Make a new plan and enter it again.';

/** Values by the name of their field. */
export type Values = Readonly<Record<string, string>>;

/** Secret values that people gave for plans, until they are used, the plan has ended or their time is over. */
export interface SealedValues {
  /** Keeps the values of one plan until a time. What is sealed once never changes. */
  seal(planId: string, values: Values, expiresAt: string): Promise<void>;
  find(planId: string): Promise<Values | undefined>;
  /** The values, once. */
  take(planId: string): Promise<Values | undefined>;
  drop(planId: string): Promise<void>;
  dropExpired(): Promise<void>;
  /** Forgets what this process has in its memory. */
  clear(): void;
}
