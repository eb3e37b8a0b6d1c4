import { RefObject, useEffect, useRef } from 'react';

/**
 * Gives the focus back to what had it inside an element when a dialog opened from there is gone. Dialogs do so by
 * themselves in a plain document only: of a shadow root they see the host, which cannot have the focus.
 */
export function useFocusReturn(
  within: RefObject<HTMLElement>,
  open: boolean,
): void {
  const opener = useRef<Element | null>(null);
  // While it is drawn for the first time the dialog has not taken the focus yet.
  const before = useRef(false);
  if (open && !before.current) {
    const root = within.current?.getRootNode();
    opener.current = root instanceof ShadowRoot ? root.activeElement : null;
  }
  before.current = open;
  useEffect(() => {
    if (!open && opener.current instanceof HTMLElement) {
      opener.current.focus();
      opener.current = null;
    }
  }, [open]);
}
