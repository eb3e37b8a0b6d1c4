import { InputError } from '@backstage/errors';
import { isDnsSubdomain } from '@titanium-portal/backstage-plugin-titanium-common';
import { AppId } from './types';

export const ROOT = '/api/v1/applications';

/** A name as one path segment; one that could lead elsewhere is refused. */
export function segment(name: string, what: string): string {
  if (!isDnsSubdomain(name)) {
    throw Object.assign(
      new InputError(
        `${JSON.stringify(name.slice(0, 80))} is not the name of ${what}`,
      ),
      { code: 'invalid-input' as const },
    );
  }
  return encodeURIComponent(name);
}

/** Path of an application; names that could lead elsewhere are refused. */
export function appPath({ name }: AppId, rest = ''): string {
  return `${ROOT}/${segment(name, 'an application')}${rest}`;
}

/** The query that tells applications of one name apart. */
export function inNamespace({ namespace }: AppId): { appNamespace?: string } {
  return namespace === null ? {} : { appNamespace: namespace };
}

/** A commit, tag or chart version as one path segment. */
export function revisionSegment(revision: string): string {
  if (!/^[\w][\w.+-]{0,199}$/.test(revision) || revision.includes('..')) {
    throw new InputError('This revision cannot be asked about');
  }
  return encodeURIComponent(revision);
}
