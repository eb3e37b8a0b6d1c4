/** Sets the fields of `defaults` that `target` does not have; does nothing when there is no target. */
export function setDefaults(
  target: Record<string, any> | undefined,
  defaults: Record<string, unknown>,
): void {
  if (typeof target !== 'object' || target === null) {
    return;
  }
  for (const [name, value] of Object.entries(defaults)) {
    if (target[name] === undefined) {
      target[name] = value;
    }
  }
}
