import { TitaniumOptions } from '../config/options';
import { Memberships } from '../entities/Memberships';

/**
 * Tells whether who has approved a plan still could. Tokens are never stored, so that the policy cannot be asked for
 * them again; what let them approve is remembered instead, and compared with the catalog as it is at the start.
 */
export class Approvers {
  constructor(
    private readonly deps: {
      memberships: Memberships;
      options: TitaniumOptions;
    },
  ) {}

  /** What an approval rests on: null for the groups of the configuration, else every group of the person. */
  async basisOf(userRef: string): Promise<string[] | null> {
    const refs = await this.deps.memberships.refsOf(userRef);
    return this.#isApprover(refs) ? null : refs;
  }

  /** Whether an approval still rests on something. */
  async stillMay(by: string, via: string[] | null): Promise<boolean> {
    const refs = await this.deps.memberships.refsOf(by, { fresh: true });
    return via === null
      ? this.#isApprover(refs)
      : via.every(ref => refs.includes(ref));
  }

  #isApprover(refs: string[]): boolean {
    return this.deps.options.approvers.some(ref => refs.includes(ref));
  }
}
