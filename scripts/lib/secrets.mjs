import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** The key of this data directory's session cookies, made at its first use. */
export function portalKeys(data) {
  const file = path.join(data, 'keys.json');
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  }
  const keys = { session: randomBytes(32).toString('base64') };
  fs.mkdirSync(data, { recursive: true });
  fs.writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}
