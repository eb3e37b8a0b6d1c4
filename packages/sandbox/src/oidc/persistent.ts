import { readFile, rename, writeFile } from 'node:fs/promises';
import { OidcServer, OidcServerOptions, startOidcServer } from './server';
import { OidcState } from './storage';

/** Sign-in whose sessions are kept in a file, so that a restart signs nobody out. */
export async function startPersistentOidcServer(
  file: string,
  options: Omit<OidcServerOptions, 'state' | 'onChange'>,
  onError: (error: unknown) => void,
): Promise<OidcServer> {
  const state = await readFile(file, 'utf8')
    .then(text => JSON.parse(text) as OidcState)
    .catch(() => ({}));
  let writing: Promise<void> | undefined;
  let next: (() => OidcState) | undefined;
  const write = async () => {
    while (next) {
      const text = JSON.stringify(next());
      next = undefined;
      await writeFile(`${file}.next`, text, { mode: 0o600 });
      await rename(`${file}.next`, file);
    }
  };
  const server = await startOidcServer({
    ...options,
    state,
    onChange: take => {
      next = take;
      writing ??= write()
        .catch(onError)
        .finally(() => {
          writing = undefined;
        });
    },
  });
  return {
    url: server.url,
    async close() {
      await server.close();
      await writing;
    },
  };
}
