import { useEffect, useRef } from 'react';
import { registerShortcut } from './shortcuts';

/**
 * A key that acts while the component is mounted, outside of inputs only, listed under `?`. An empty `keys` registers
 * nothing.
 * @public
 */
export function useShortcut(
  keys: string,
  description: string,
  run: () => void,
): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(
    () =>
      keys
        ? registerShortcut({ keys, description, run: () => latest.current() })
        : undefined,
    [keys, description],
  );
}
