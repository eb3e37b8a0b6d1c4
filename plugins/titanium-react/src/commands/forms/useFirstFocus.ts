import { useEffect, useRef } from 'react';

/** The field that has the keyboard when a form opens: a person came to fill it in. */
export function useFirstFocus<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
