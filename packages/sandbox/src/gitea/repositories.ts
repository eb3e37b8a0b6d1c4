import { createHash } from 'node:crypto';
import { GitRepository, textOf } from '../world/git';

/** A file, or a folder as the sorted paths of what is directly in it. */
export type Entry =
  | { type: 'file'; path: string; text: string }
  | { type: 'dir'; path: string; children: Entry[] };

/** What a path of a commit is; undefined for nothing. The empty path is the whole repository. */
export function entryAt(
  repository: GitRepository,
  commit: string,
  path: string,
): Entry | undefined {
  const files = repository.files(commit);
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file) {
    return { type: 'file', path, text: textOf(file) };
  }
  const prefix = path === '' ? '' : `${path}/`;
  const names = new Set(
    Object.keys(files)
      .filter(name => name.startsWith(prefix))
      .map(name => name.slice(prefix.length).split('/')[0]),
  );
  return names.size === 0
    ? undefined
    : {
        type: 'dir',
        path,
        children: [...names]
          .sort()
          .map(name => entryAt(repository, commit, `${prefix}${name}`)!),
      };
}

/** The id that Git gives an object of this kind and content. */
export function objectId(entry: Entry): string {
  const content =
    entry.type === 'file'
      ? Buffer.from(entry.text)
      : Buffer.concat(
          entry.children.map(child =>
            Buffer.concat([
              Buffer.from(
                `${child.type === 'file' ? '100644' : '40000'} ${nameOf(
                  child,
                )}\0`,
              ),
              Buffer.from(objectId(child), 'hex'),
            ]),
          ),
        );
  return createHash('sha1')
    .update(`${entry.type === 'file' ? 'blob' : 'tree'} ${content.length}\0`)
    .update(content)
    .digest('hex');
}

export function nameOf({ path }: Entry): string {
  return path.split('/').at(-1)!;
}
