import { LoggerService } from '@backstage/backend-plugin-api';
import { PlanOrigin } from '@titanium-portal/backstage-plugin-titanium-common';
import { Caller } from '../authorization/caller';
import { CallerCatalog } from '../entities/CallerCatalog';
import { ParseService } from '../parse/ParseService';
import { PageProblem, PublishedPage, PublishedPages } from './PublishedPages';
import { stepHash } from './stepHash';

/** What a browser says of a step. */
export interface StepClaim {
  documentRef?: string;
  path?: string;
  heading?: string;
  statement: string;
}

type Verified = Pick<
  PlanOrigin,
  'verified' | 'stepHash' | 'anchor' | 'problem'
>;

/** Milliseconds; a page is not read more often for steps it does not have. */
const JUST_NOW = 1000;

/**
 * Looks a step up in the published page. Only what stands there is verified; a failure of any kind leaves the step
 * unverified, with the reason, and never keeps a plan from being made.
 */
export class OriginVerifier {
  /** Steps of a page with the ids of their headings, found once. */
  readonly #steps = new WeakMap<
    PublishedPage,
    ReadonlyMap<string, string | undefined>
  >();

  constructor(
    private readonly deps: {
      pages: PublishedPages;
      catalog: CallerCatalog;
      parse: ParseService;
      logger: LoggerService;
    },
  ) {}

  async verify(caller: Caller, claim: StepClaim): Promise<Verified> {
    const { documentRef, path, heading, statement } = claim;
    if (!documentRef || path === undefined) {
      return { verified: false };
    }
    try {
      // The person's own right to the document, so that a page read for somebody else tells them nothing.
      if (!(await this.deps.catalog.find(caller, documentRef))) {
        return { verified: false, problem: 'page-not-found' };
      }
      const { pages } = this.deps;
      const hash = stepHash(statement, heading);
      let steps = this.#stepsOf(await pages.read(caller, documentRef, path));
      if (!steps.has(hash)) {
        // It may have been published just now.
        steps = this.#stepsOf(
          await pages.read(caller, documentRef, path, JUST_NOW),
        );
      }
      return steps.has(hash)
        ? { verified: true, stepHash: hash, anchor: steps.get(hash) }
        : { verified: false, problem: 'step-not-found' };
    } catch (error) {
      if (!(error instanceof PageProblem)) {
        throw error;
      }
      if (error.problem !== 'page-not-found') {
        this.deps.logger.warn(
          `A page of ${documentRef} could not be looked at, so its step counts as unverified: ${error.problem}`,
          error.cause as Error | undefined,
        );
      }
      return { verified: false, problem: error.problem };
    }
  }

  #stepsOf(page: PublishedPage): ReadonlyMap<string, string | undefined> {
    let steps = this.#steps.get(page);
    if (!steps) {
      steps = new Map(
        page.blocks.flatMap(block =>
          this.deps.parse
            .textsOf(block)
            .map(text => [stepHash(text, block.heading), block.anchor]),
        ),
      );
      this.#steps.set(page, steps);
    }
    return steps;
  }
}
