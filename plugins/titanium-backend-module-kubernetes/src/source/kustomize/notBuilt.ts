import { Problem, problem, Reason } from '../problem';

/** Ends a build: there is nothing to show but why. */
export class NotBuilt extends Error {
  constructor(readonly why: Problem) {
    super(why.detail ?? why.reason);
    this.name = 'NotBuilt';
  }
}

/** `where` and `what` are shown as they are, in every language: a file's path, and a field, path or object in it. */
export function notBuilt(reason: Reason, where: string, what?: string): never {
  throw new NotBuilt(
    problem(reason, { detail: what ? `${where}: ${what}` : where }),
  );
}
