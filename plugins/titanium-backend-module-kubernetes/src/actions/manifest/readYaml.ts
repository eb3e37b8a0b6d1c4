import { isRecord, readYaml as read, YamlDocument } from '../../yaml/readYaml';
import { YamlRefusal } from '../../yaml/YamlRefusal';
import { refuseManifest } from './refusal';

export { isRecord };
export { MOST_CHARACTERS, MOST_DOCUMENTS } from '../../yaml/readYaml';

/** The same as the grammar reads it; what is wrong with it is an error of the request. */
export function readYaml(text: string): YamlDocument[] {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof YamlRefusal) {
      throw refuseManifest(error.message, error.position);
    }
    throw error;
  }
}
