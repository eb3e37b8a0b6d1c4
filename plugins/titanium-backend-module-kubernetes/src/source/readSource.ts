import { Entity } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { checkShown } from '../actions/manifest/checkShown';
import { addressOf, namesOf } from './location';
import { Problem, problem } from './problem';
import { readText, ReadTextOptions } from './readText';

/** What kubectl takes for a kustomization, in its order. */
const KUSTOMIZATIONS = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

export interface SourceOptions extends ReadTextOptions {
  entity: Entity | undefined;
  integrations: ScmIntegrationRegistry;
}

/** What a command's path holds; `text` is null for a folder, which is found and not built. */
export type Found = { url: string; text: string | null };

async function readFile(
  entity: Entity,
  names: string[],
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

/** Reads the file, or looks for the kustomization, that a command names, in the source of the entity. */
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
  if (type === 'kustomize') {
    let last: Problem = problem('not-found');
    for (const file of KUSTOMIZATIONS) {
      const read = await readFile(entity, [...names, file], options);
      if (!('reason' in read)) {
        return { url: read.url, text: null };
      }
      last = read;
      if (read.reason !== 'not-found') {
        break;
      }
    }
    return last;
  }
  if (path.endsWith('/') || !/\.(?:ya?ml|json)$/i.test(names.at(-1) ?? '')) {
    return problem('folder');
  }
  const read = await readFile(entity, names, options);
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
