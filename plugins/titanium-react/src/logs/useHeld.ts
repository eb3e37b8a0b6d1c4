import { useRef } from 'react';

/**
 * What is shown stands still while somebody reads further up: new lines wait until the view follows again.
 * @public
 */
export function useHeld<T>(value: T, held: boolean): T {
  const kept = useRef(value);
  if (!held) kept.current = value;
  return kept.current;
}
