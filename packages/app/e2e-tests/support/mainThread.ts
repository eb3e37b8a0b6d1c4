import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds of the processor's time. */
  tdur?: number;
  args?: { name?: string };
}

/**
 * The longest task of the page's main thread while something is done, in milliseconds of the processor's time: unlike
 * the wall's, it is the same on a busy machine.
 */
export async function longestTask(
  page: Page,
  act: () => Promise<void>,
): Promise<number> {
  const client = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  client.on('Tracing.dataCollected', ({ value }) =>
    events.push(...(value as unknown as TraceEvent[])),
  );
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'],
    },
  });
  await act();
  const complete = new Promise(resolve =>
    client.once('Tracing.tracingComplete', resolve),
  );
  await client.send('Tracing.end');
  await complete;
  await client.detach();
  const main = new Set(
    events
      .filter(
        ({ name, args }) =>
          name === 'thread_name' && args?.name === 'CrRendererMain',
      )
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = events.filter(
    ({ name, ph, pid, tid }) =>
      ph === 'X' && /RunTask$/.test(name) && main.has(`${pid}/${tid}`),
  );
  if (!tasks.some(({ tdur }) => tdur !== undefined)) {
    throw new Error('the trace holds no task of the main thread');
  }
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
