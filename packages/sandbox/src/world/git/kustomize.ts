import { KubeObject } from '../types';
import { GitFiles } from './repository';

export const KUSTOMIZATION = 'kustomization.yaml';

interface Images {
  name: string;
  newName?: string;
  newTag?: string;
}

/**
 * What `kustomize build` makes of a folder. Throws with the builder's own words when it has no kustomization.
 *
 * @public
 */
export function kustomizeBuild(files: GitFiles, path: string): KubeObject[] {
  const folder = path.replace(/\/+$/, '');
  const kustomization = files[`${folder}/${KUSTOMIZATION}`];
  if (!kustomization) {
    throw new Error(`${path}: app path does not exist`);
  }
  const { resources = [], images = [], namespace } = kustomization;
  return (resources as string[]).map(name => {
    const file = files[`${folder}/${name}`];
    if (!file) {
      throw new Error(
        `accumulating resources: accumulation err='accumulating resources from '${name}': no such file or directory'`,
      );
    }
    const object: KubeObject = structuredClone(file);
    if (namespace && object.metadata.namespace === undefined) {
      object.metadata.namespace = namespace;
    }
    setImages(object.spec, images);
    return object;
  });
}

/** Sets the images of the containers of a workload, wherever its template is. */
function setImages(spec: KubeObject['spec'], images: readonly Images[]): void {
  const template = spec?.jobTemplate?.spec?.template ?? spec?.template;
  for (const container of [
    ...(template?.spec?.initContainers ?? []),
    ...(template?.spec?.containers ?? []),
  ]) {
    const [name] = String(container.image).split(/:(?=[^/]*$)/);
    const wanted = images.find(image => image.name === name);
    if (wanted) {
      const tag = wanted.newTag ? `:${wanted.newTag}` : '';
      container.image = `${wanted.newName ?? name}${tag}`;
    }
  }
}
