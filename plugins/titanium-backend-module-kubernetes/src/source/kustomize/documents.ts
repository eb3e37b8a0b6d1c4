import { JsonValue } from '@backstage/types';
import { readYaml } from '../../actions/manifest/readYaml';
import { SourceFile } from './files';
import { notBuilt } from './notBuilt';

/** The documents of a file. Whatever readers of YAML understand differently is refused, as it is in a manifest. */
export function readDocuments({ path, text }: SourceFile): JsonValue[] {
  try {
    return readYaml(text).map(({ value }) => value);
  } catch (error) {
    return notBuilt('kustomize-invalid', path, (error as Error).message);
  }
}
