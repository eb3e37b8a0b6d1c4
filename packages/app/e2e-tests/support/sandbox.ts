import fs from 'node:fs';
import path from 'node:path';
import { dataDirectory } from './accounts';

// A portal that runs already keeps its state elsewhere.
const data = process.env.TITANIUM_E2E_DATA ?? dataDirectory;

async function control(method: 'POST' | 'DELETE', incident: string) {
  const { url, token } = JSON.parse(
    fs.readFileSync(path.join(data, 'sandbox', 'control.json'), 'utf8'),
  );
  const response = await fetch(`${url}/incidents/${incident}`, {
    method,
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok) {
    throw new Error(`${method} ${incident}: ${await response.text()}`);
  }
}

/** Lets something go wrong in the sandbox while the function runs. */
export async function duringIncident<T>(
  incident: string,
  run: () => Promise<T>,
): Promise<T> {
  await control('POST', incident);
  try {
    return await run();
  } finally {
    await control('DELETE', incident);
  }
}
