import { Entity } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { Problem, problem } from './problem';

/** A path as a document writes it: names below a folder, nothing that any reader of addresses takes as more. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9._+@-]{0,199}$/;
const MOST_NAMES = 32;

const SOURCE = 'backstage.io/source-location';
const MANAGED_BY = 'backstage.io/managed-by-location';

/** The names of a relative path without its `./` and last slash; undefined for anything else. */
export function namesOf(path: string): string[] | undefined {
  const plain = path.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
  const names = plain === '' || plain === '.' ? [] : plain.split('/');
  return names.length <= MOST_NAMES && names.every(name => NAME.test(name))
    ? names
    : undefined;
}

function parsed(target: string): URL | undefined {
  try {
    const url = new URL(target);
    const plain = ['http:', 'https:'].includes(url.protocol);
    url.hash = '';
    return plain && !url.username && !url.password ? url : undefined;
  } catch {
    return undefined;
  }
}

/** A location that is a folder, whether it was written with its last slash or not: without, its parent would be read. */
function asFolder(url: URL): URL {
  const folder = new URL(url);
  const path = folder.searchParams.get('path');
  if (path !== null && !path.endsWith('/')) {
    folder.searchParams.set('path', `${path}/`);
  }
  if (!folder.pathname.endsWith('/')) {
    folder.pathname += '/';
  }
  return folder;
}

/** Where an entity's files are: the address that relative paths start from. */
function baseOf(entity: Entity): URL | Problem {
  const annotations = entity.metadata.annotations ?? {};
  const written = [SOURCE, MANAGED_BY]
    .map(key => ({ key, value: annotations[key] }))
    .filter(({ value }) => value);
  const found = written.find(({ value }) => value.startsWith('url:'));
  if (!found) {
    return problem(written.length ? 'location-type' : 'no-location');
  }
  const url = parsed(found.value.slice('url:'.length));
  if (!url) {
    return problem('location-type');
  }
  return found.key === SOURCE ? asFolder(url) : url;
}

/** True for what is below a folder, whether its address has the path in it or, as Azure's, in its query. */
function isBelow(root: URL, file: URL): boolean {
  const rest = (url: URL) => {
    const query = new URLSearchParams(url.search);
    query.delete('path');
    query.sort();
    return `${url.username}:${url.password}@${url.origin}?${query}`;
  };
  const pathOf = (url: URL) => url.searchParams.get('path');
  if (rest(root) !== rest(file)) {
    return false;
  }
  const [above, below] = [pathOf(root), pathOf(file)];
  return above === null || below === null
    ? above === below &&
        root.pathname.endsWith('/') &&
        file.pathname.startsWith(root.pathname)
    : above.endsWith('/') &&
        below.startsWith(above) &&
        file.pathname === root.pathname;
}

/** The address of a file of the entity's source, never outside of the folder that the entity names. */
export function addressOf(
  entity: Entity,
  names: readonly string[],
  integrations: ScmIntegrationRegistry,
): URL | Problem {
  const base = baseOf(entity);
  if (!(base instanceof URL)) {
    return base;
  }
  const resolve = (url: string) =>
    new URL(integrations.resolveUrl({ url, base: base.href }));
  try {
    const root = resolve('./');
    // Below a host or an owner are the repositories of others.
    const depth = root.pathname.split('/').filter(Boolean).length;
    if (integrations.byUrl(root) && depth < 2) {
      return problem('location-type');
    }
    const file = resolve(names.join('/'));
    return isBelow(root, file) ? file : problem('path');
  } catch {
    // An integration may not know what to make of the location.
    return problem('location-type');
  }
}
