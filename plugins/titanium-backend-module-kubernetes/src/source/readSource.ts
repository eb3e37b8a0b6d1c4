import { Entity } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { checkShown } from '../actions/manifest/checkShown';
import { buildKustomization } from './kustomize/build';
import { addressOf, namesOf } from './location';
import { Problem, problem } from './problem';
import { readText, ReadTextOptions, TIMEOUT } from './readText';

/** How long a folder with all that it is built from may take, in milliseconds. */
const BUILD_TIMEOUT = 30_000;

export interface SourceOptions extends ReadTextOptions {
  entity: Entity | undefined;
  integrations: ScmIntegrationRegistry;
}

/** What a command's path holds; a folder has the files that its text is built of. */
export type Found = { url: string; text: string; files?: string[] };

async function readFile(
  entity: Entity,
  names: readonly string[],
  options: SourceOptions,
): Promise<{ url: string; text: string } | Problem> {
  const address = addressOf(entity, names, options.integrations);
  if (!(address instanceof URL)) {
    return address;
  }
  const url = address.href;
  const read = await readText(url, options);
  return 'reason' in read ? read : { url, text: read.text };
}

/** The folder as kubectl would build it; all of its files are read within one time. */
function build(
  entity: Entity,
  names: readonly string[],
  options: SourceOptions,
): Promise<Found | Problem> {
  const end = performance.now() + BUILD_TIMEOUT;
  return buildKustomization(names, file => {
    const left = Math.max(1, end - performance.now());
    const timeout = Math.min(options.timeout ?? TIMEOUT, left);
    return readFile(entity, file, { ...options, timeout });
  });
}

/** Reads the file, or builds the folder, that a command names, in the source of the entity. */
export async function readSource(
  { type, path }: { type: 'file' | 'kustomize'; path: string },
  options: SourceOptions,
): Promise<Found | Problem> {
  const { entity } = options;
  const names = namesOf(path);
  if (!entity) {
    return problem('no-entity');
  }
  if (!names) {
    return problem('path');
  }
  if (
    type === 'file' &&
    (path.endsWith('/') || !/\.(?:ya?ml|json)$/i.test(names.at(-1) ?? ''))
  ) {
    return problem('folder');
  }
  const read = await (type === 'file' ? readFile : build)(
    entity,
    names,
    options,
  );
  if ('reason' in read) {
    return read;
  }
  try {
    checkShown(read.text);
  } catch (error) {
    // It would be refused as a plan as well, and until then it is nobody's to see.
    return problem('refused', {
      url: read.url,
      detail: (error as Error).message,
    });
  }
  return read;
}
