import { stringify } from 'yaml';
import { Problem } from '../problem';
import { setAnnotations, setLabels } from './entries';
import { Files, ReadFile, SourceFile } from './files';
import { setImages } from './images';
import { Kustomization, readKustomization } from './kustomization';
import { setNamespace } from './namespace';
import { NotBuilt, notBuilt } from './notBuilt';
import { inOrder } from './order';
import { contains, resolveResource } from './paths';
import { setReplicas } from './replicas';
import { readResources, refuseTwins, Resource } from './resource';

const MOST_DEPTH = 8;

/** What a folder is built to. */
export interface Built {
  /** Of the folder's kustomization. */
  url: string;
  text: string;
  /** The files it is made of, from the folder that the source location names. */
  files: string[];
}

/** Applies the fields of one kustomization in kustomize's order, whatever theirs is in the file. */
function transform(
  resources: readonly Resource[],
  kustomization: Kustomization,
  where: string,
): void {
  const {
    namespace,
    labels = [],
    commonAnnotations = {},
    replicas = [],
    images = [],
  } = kustomization;
  if (namespace) {
    setNamespace(resources, namespace);
    refuseTwins(resources);
  }
  labels.forEach(({ pairs, includeTemplates }) =>
    setLabels(resources, pairs, includeTemplates ?? false),
  );
  setAnnotations(resources, commonAnnotations);
  replicas.forEach(item => setReplicas(resources, item, where));
  images.forEach(item => setImages(resources, item, where));
}

/** `parents` are the folders whose kustomizations led here. */
async function accumulate(
  folder: readonly string[],
  parents: readonly (readonly string[])[],
  files: Files,
): Promise<{ file: SourceFile; resources: Resource[] }> {
  const file = await files.kustomization(folder);
  const kustomization = readKustomization(file);
  const chain = [...parents, folder];
  if (chain.length > MOST_DEPTH) {
    notBuilt('kustomize-limit', file.path);
  }
  const resources: Resource[] = [];
  for (const path of kustomization.resources) {
    const { type, names } = resolveResource(folder, path, file.path);
    if (type === 'file') {
      resources.push(...readResources(await files.file(names)));
    } else if (chain.some(parent => contains(names, parent))) {
      notBuilt('kustomize-cycle', file.path, path.slice(0, 200));
    } else {
      resources.push(...(await accumulate(names, chain, files)).resources);
    }
    refuseTwins(resources);
  }
  transform(resources, kustomization, file.path);
  return { file, resources };
}

/**
 * What `kubectl kustomize` 1.29 makes of a folder, for the fields that are built here; anything else is refused by its
 * name and never guessed. Starts no process and reads nothing but `readFile`'s files.
 */
export async function buildKustomization(
  folder: readonly string[],
  readFile: ReadFile,
): Promise<Built | Problem> {
  const files = new Files(readFile);
  try {
    const { file, resources } = await accumulate(folder, [], files);
    const texts = inOrder(resources).map(({ object }) =>
      stringify(object, {
        lineWidth: 0,
        aliasDuplicateObjects: false,
        version: '1.1',
      }),
    );
    return { url: file.url, text: texts.join('---\n'), files: files.paths };
  } catch (error) {
    if (error instanceof NotBuilt) {
      return error.why;
    }
    throw error;
  }
}
