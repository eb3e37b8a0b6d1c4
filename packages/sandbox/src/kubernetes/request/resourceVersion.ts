import { badRequest } from '../status';

/** The `resourceVersion` parameter of a list or watch. */
export function parseVersion(value: string): number {
  if (!/^\d+$/.test(value)) {
    throw badRequest(
      `Invalid value: "${value}": resourceVersion must be a number`,
    );
  }
  return Number(value);
}
