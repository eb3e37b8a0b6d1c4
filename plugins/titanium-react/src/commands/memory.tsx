import {
  createContext,
  ReactNode,
  useCallback,
  useContext,
  useRef,
  useSyncExternalStore,
} from 'react';

/** Values filled in on a page, so that `<pod-name>` is asked for once. */
class PageMemory {
  readonly #values = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: string): void {
    this.#values.set(key, value);
    this.#listeners.forEach(listener => listener());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes with every value; lets components read many keys at once. */
  readonly version = (): string => JSON.stringify([...this.#values]);
}

const Context = createContext(new PageMemory());

/** Keeps what is typed into placeholders while its page is shown; a new page starts empty. @public */
export function CommandMemory(props: { children: ReactNode }) {
  const memory = useRef<PageMemory>();
  memory.current ??= new PageMemory();
  return (
    <Context.Provider value={memory.current}>{props.children}</Context.Provider>
  );
}

/** Reads and keeps values by key. */
export function useCommandMemory(): {
  recall: (key: string) => string | undefined;
  remember: (key: string, value: string) => void;
} {
  const memory = useContext(Context);
  useSyncExternalStore(memory.subscribe, memory.version);
  return {
    recall: useCallback((key: string) => memory.get(key), [memory]),
    remember: useCallback(
      (key: string, value: string) => memory.set(key, value),
      [memory],
    ),
  };
}
