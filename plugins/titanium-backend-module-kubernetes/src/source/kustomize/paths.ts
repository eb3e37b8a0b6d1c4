import { namesOf } from '../location';
import { notBuilt } from './notBuilt';

/** A resource of a kustomization, its names counted from the folder that the source location names. */
export interface ResourcePath {
  type: 'file' | 'folder';
  names: string[];
}

/** What kustomize takes for the address of a repository, also where a folder has that name. */
function looksRemote(segments: readonly string[]): boolean {
  const [first] = segments;
  return (
    (first.includes('.') && !/^\.\.?$/.test(first)) ||
    segments.some(
      name => name === '_git' || name.endsWith('.git') || name.includes('@'),
    )
  );
}

/**
 * Where a resource is: a file of the kustomization's own folder or below, or a folder anywhere in the source. Whatever
 * leads out of that, or to another repository, is refused.
 */
export function resolveResource(
  folder: readonly string[],
  path: string,
  where: string,
): ResourcePath {
  const refuse = () => notBuilt('kustomize-path', where, path.slice(0, 200));
  const isFile = /\.(?:ya?ml|json)$/i.test(path);
  if (isFile) {
    const names = namesOf(path);
    return names?.length
      ? { type: 'file', names: [...folder, ...names] }
      : refuse();
  }
  const segments = path.replace(/\/$/, '').split('/');
  if (looksRemote(segments)) {
    return refuse();
  }
  const names = [...folder];
  for (const segment of segments) {
    if (segment === '..') {
      if (names.pop() === undefined) {
        return refuse();
      }
    } else if (segment !== '.') {
      const [name] = namesOf(segment) ?? [];
      if (name === undefined) {
        return refuse();
      }
      names.push(name);
    }
  }
  return { type: 'folder', names };
}

/** True for a folder that is another or has it somewhere below. */
export function contains(
  folder: readonly string[],
  other: readonly string[],
): boolean {
  return folder.every((name, index) => other[index] === name);
}
