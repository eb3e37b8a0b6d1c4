import { parseEntityRef } from '@backstage/catalog-model';

/** `core-team` of `group:default/core-team`; refs that are none stay as they are. @public */
export function refName(ref: string): string {
  try {
    return parseEntityRef(ref).name;
  } catch {
    return ref;
  }
}
