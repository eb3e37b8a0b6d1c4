/** A key, or two pressed one after the other: `f`, `g p`. @public */
export interface Shortcut {
  keys: string;
  /** What it does, for the list under `?`. */
  description: string;
  run: () => void;
}

const STORAGE_KEY = 'titanium.shortcuts';
const SEQUENCE_MS = 1000;
const registered: Shortcut[] = [];
const listeners = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];
let first: { key: string; at: number } | undefined;

function isEditable(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return (
    !!element?.closest?.(
      'input, textarea, select, [contenteditable="true"], [role="textbox"]',
    ) || !!element?.isContentEditable
  );
}

function changed() {
  snapshot = [...registered];
  listeners.forEach(listener => listener());
}

/** Whether single keys act; remembered in this browser. */
export function shortcutsEnabled(): boolean {
  try {
    return window.localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

export function setShortcutsEnabled(enabled: boolean): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, enabled ? 'on' : 'off');
  } catch {
    // Without storage the choice holds for nothing: the browser refuses to remember.
  }
  changed();
}

function onKeyDown(event: KeyboardEvent) {
  if (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    // Inside a shadow root the event's target is the host.
    isEditable(event.composedPath()[0] ?? event.target) ||
    !shortcutsEnabled()
  ) {
    return;
  }
  const sequence =
    first && event.timeStamp - first.at < SEQUENCE_MS
      ? `${first.key} ${event.key}`
      : undefined;
  first = { key: event.key, at: event.timeStamp };
  // The newest wins: what a drawer registers covers the page below.
  const match = [...registered]
    .reverse()
    .find(
      shortcut => shortcut.keys === sequence || shortcut.keys === event.key,
    );
  if (match) {
    event.preventDefault();
    first = undefined;
    match.run();
  }
}

/** Registers a shortcut until the returned function is called. */
export function registerShortcut(shortcut: Shortcut): () => void {
  if (registered.length === 0) {
    document.addEventListener('keydown', onKeyDown);
  }
  registered.push(shortcut);
  changed();
  return () => {
    registered.splice(registered.indexOf(shortcut), 1);
    if (registered.length === 0) {
      document.removeEventListener('keydown', onKeyDown);
    }
    changed();
  };
}

export function subscribeToShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentShortcuts(): readonly Shortcut[] {
  return snapshot;
}
