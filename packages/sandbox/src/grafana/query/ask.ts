import { GrafanaError } from '../errors';

const TIMEOUT_MS = 30_000;

/** The answer of a data source. */
export interface Reply {
  status: number;
  contentType: string;
  text: string;
}

/** Asks a data source by its address, as its proxy does. */
export async function ask(url: string, init: RequestInit = {}): Promise<Reply> {
  if (!url) {
    throw new GrafanaError(502, 'the data source has no address');
  }
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      text: await response.text(),
    };
  } catch (error) {
    throw new GrafanaError(502, `Bad gateway: ${(error as Error).message}`);
  }
}
