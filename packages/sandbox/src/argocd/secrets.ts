import { isMap } from '../kubernetes/patch/merge';
import { LAST_APPLIED } from '../world/argocd';
import { KubeObject } from '../world/types';

const PLUS = '++++++++';

/**
 * Copies of a Secret's states with every value replaced by plus signs: as many for equal values, one more for each other
 * one, so that a change is seen and its value is not. The manifest kept in the annotation of a live Secret is treated alike.
 */
export function hideSecrets(
  states: readonly (KubeObject | undefined)[],
): (KubeObject | undefined)[] {
  const known = new Map<string, Map<string, string>>();
  const masked = (field: string, value: unknown) => {
    const values = known.get(field) ?? new Map<string, string>();
    known.set(field, values);
    const text = String(value);
    const plus = values.get(text) ?? `${PLUS}${'+'.repeat(values.size)}`;
    values.set(text, plus);
    return plus;
  };
  const hide = (object: KubeObject): KubeObject => {
    const copy: KubeObject = structuredClone(object);
    for (const part of ['data', 'stringData']) {
      if (isMap(copy[part])) {
        copy[part] = Object.fromEntries(
          Object.entries(copy[part]).map(([name, value]) => [
            name,
            masked(name, value),
          ]),
        );
      }
    }
    const annotations = copy.metadata?.annotations;
    if (annotations?.[LAST_APPLIED]) {
      annotations[LAST_APPLIED] = hiddenText(annotations[LAST_APPLIED], hide);
    }
    return copy;
  };
  return states.map(state => state && hide(state));
}

function hiddenText(
  text: string,
  hide: (object: KubeObject) => KubeObject,
): string {
  try {
    return `${JSON.stringify(hide(JSON.parse(text)))}\n`;
  } catch {
    // What cannot be read cannot be trusted to hold no secret.
    return PLUS;
  }
}

export function isSecret(object: KubeObject | undefined): boolean {
  return object?.kind === 'Secret' && object.apiVersion === 'v1';
}

/** One state for reading: a Secret's values hidden, everything else as it is. */
export function readable(object: KubeObject): KubeObject {
  return isSecret(object) ? hideSecrets([object])[0]! : object;
}
