import { once } from 'node:events';
import type { Response } from 'express';

/** Sends NDJSON as a download, no faster than it is read; stops when the reader has gone. */
export async function sendLines(
  res: Response,
  lines: AsyncIterable<string>,
): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  res.writeHead(200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    'Content-Disposition': `attachment; filename="titanium-audit-${day}.ndjson"`,
    'Cache-Control': 'no-store, no-transform',
    'X-Content-Type-Options': 'nosniff',
  });
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  try {
    for await (const line of lines) {
      if (gone.signal.aborted) return;
      if (!res.write(line)) {
        await once(res, 'drain', { signal: gone.signal });
      }
    }
    res.end();
  } catch (error) {
    // The headers are out: an export without its last line tells that it is not whole.
    res.destroy(gone.signal.aborted ? undefined : (error as Error));
  }
}
