import fs from 'node:fs';
import path from 'node:path';
import { dataDirectory } from './accounts';

// A portal that runs already keeps its state elsewhere.
const data = process.env.TITANIUM_E2E_DATA ?? dataDirectory;

async function control(method: 'GET' | 'POST' | 'DELETE', resource: string) {
  const { url, token } = JSON.parse(
    fs.readFileSync(path.join(data, 'sandbox', 'control.json'), 'utf8'),
  );
  const response = await fetch(`${url}/${resource}`, {
    method,
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok) {
    throw new Error(`${method} ${resource}: ${await response.text()}`);
  }
  return response.json();
}

/** The World's time, which runs faster than the wall's, in milliseconds since the epoch. */
export async function worldTime(): Promise<number> {
  return Date.parse((await control('GET', 'status')).time);
}

/** Lets something go wrong in the sandbox while the function runs. */
export async function duringIncident<T>(
  incident: string,
  run: () => Promise<T>,
): Promise<T> {
  await control('POST', `incidents/${incident}`);
  try {
    return await run();
  } finally {
    await control('DELETE', `incidents/${incident}`);
  }
}
