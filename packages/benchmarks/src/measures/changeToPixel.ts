import { chromium, Page } from 'playwright-core';

/** What a change of the cluster needs: the row's pod, and the text its restarts cell will then show. */
export interface ClusterChange {
  podUid: string;
  restarts: number;
}

/**
 * Signs in as the operator, opens the service's Pods tab and measures, for each change, the milliseconds from the write
 * on the cluster until the frame in which the cell shows it. Page, cluster and clock are on one machine.
 */
export async function measureChangeToPixel(options: {
  url: string;
  tab: string;
  executablePath: string;
  samples: number;
  /** Writes one change to the cluster and says what to look for. Called when the row of `podUids()[n]` is on screen. */
  change(visible: string[]): ClusterChange;
}): Promise<number[]> {
  const browser = await chromium.launch({
    executablePath: options.executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1600, height: 1000 },
    });
    await page.goto(`${options.url}${options.tab}`);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.getByRole('button', { name: /operator/i }).click();
    await page.locator('[data-titanium="pods"] [data-key]').first().waitFor();
    await watchRows(page);
    const latencies: number[] = [];
    for (let sample = 0; sample < options.samples; sample++) {
      const visible = await page.evaluate(() =>
        Array.from(
          document.querySelectorAll('[data-titanium="pods"] [data-key]'),
        )
          .filter(row => {
            const { top, bottom } = row.getBoundingClientRect();
            return top >= 0 && bottom <= window.innerHeight;
          })
          .map(row => row.getAttribute('data-key')!),
      );
      const started = Date.now();
      const { podUid, restarts } = options.change(visible);
      const shown = await page.evaluate(
        ([key, text]) => (window as any).titaniumBench.shown(key, text),
        [podUid, String(restarts)] as const,
      );
      latencies.push(shown - started);
      // Changes come about twice a second, as in a busy hour, not in step with anything in the page.
      await new Promise(resolve =>
        setTimeout(resolve, 200 + Math.random() * 400),
      );
    }
    return latencies;
  } finally {
    await browser.close();
  }
}

/** Installs `titaniumBench.shown(key, text)`: resolves to the wall time of the frame in which the row shows the text. */
async function watchRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    (window as any).titaniumBench = {
      shown: (key: string, text: string) =>
        new Promise<number>((resolve, reject) => {
          const grid = document.querySelector('[data-titanium="pods"]')!;
          const has = () =>
            Array.from(
              grid.querySelectorAll(`[data-key="${key}"] [role="gridcell"]`),
            ).some(cell =>
              new RegExp(`^${text}(\\D|$)`).test(cell.textContent ?? ''),
            );
          const timer = setTimeout(
            () => reject(new Error(`row ${key} never showed ${text}`)),
            10_000,
          );
          const done = () =>
            requestAnimationFrame(() => {
              clearTimeout(timer);
              resolve(Date.now());
            });
          if (has()) {
            done();
            return;
          }
          const observer = new MutationObserver(() => {
            if (has()) {
              observer.disconnect();
              done();
            }
          });
          observer.observe(grid, {
            subtree: true,
            childList: true,
            characterData: true,
          });
        }),
    };
  });
}
