import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { PlatformHttpConfig } from './types';

/**
 * Reads the keys that every platform's configuration has: `url`, and optionally `token`, `caData` (base64 PEM) and
 * `timeoutSeconds`. Throws `InputError` naming the key for anything but an http or https address without credentials.
 * @public
 */
export function readPlatformConfig(
  config: Config,
  title: string,
): PlatformHttpConfig {
  const url = config.getString('url');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    !parsed ||
    !['http:', 'https:'].includes(parsed.protocol) ||
    parsed.username ||
    parsed.password ||
    parsed.search ||
    parsed.hash
  ) {
    throw new InputError(
      `The address of ${title} must be an http or https URL without credentials, query and fragment`,
    );
  }
  const caData = config.getOptionalString('caData');
  const seconds = config.getOptionalNumber('timeoutSeconds');
  return {
    title,
    url,
    token: config.getOptionalString('token'),
    ...(caData && { ca: Buffer.from(caData, 'base64').toString('utf8') }),
    ...(seconds !== undefined && { timeoutMs: seconds * 1000 }),
  };
}
