/** What jsdom lacks and charts ask for: no media matches, and no canvas draws; what is said beside it is what counts. */
export function stubBrowser(): void {
  window.matchMedia ??= query =>
    ({
      matches: false,
      media: query,
      addListener: () => {},
      removeListener: () => {},
      addEventListener: () => {},
      removeEventListener: () => {},
    } as unknown as MediaQueryList);
  HTMLCanvasElement.prototype.getContext = () => null;
}
