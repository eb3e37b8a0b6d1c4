import { stringify } from 'yaml';
import { KubeObject } from '../types';

/** A file as it is written: manifests are kept as the objects they spell. */
export function textOf(file: KubeObject): string {
  const { metadata, ...rest } = file;
  // A kustomization has no name; here every object has the field.
  const written = metadata.name === '' ? rest : file;
  return stringify(written, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    version: '1.1',
  });
}
