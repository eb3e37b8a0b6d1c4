import { JsonValue } from '@backstage/types';
import { refuseCredentials, refuseSecret } from './credentials';
import { isRecord, readYaml } from './readYaml';
import { ManifestPosition, refuseManifest } from './refusal';

/** A Secret wherever it stands; a mere reference to one holds no values. */
function isSecret(value: Record<string, JsonValue>): boolean {
  return (
    /^Secret(?:List)?$/.test(String(value.kind)) &&
    ['data', 'stringData', 'items'].some(field => value[field] !== undefined)
  );
}

function refuseSecretsWithin(value: JsonValue, at: ManifestPosition) {
  if (isRecord(value)) {
    if (isSecret(value)) {
      const { metadata } = value;
      const name = isRecord(metadata) ? String(metadata.name) : 'NAME';
      refuseSecret(`Secret ${name.slice(0, 80)}`, name, at);
    }
    Object.values(value).forEach(each => refuseSecretsWithin(each, at));
  } else if (Array.isArray(value)) {
    value.forEach(each => refuseSecretsWithin(each, at));
  }
}

/**
 * Throws for a text that must not be shown as a manifest to begin with: one that holds a Secret or a credential, or that
 * is no manifest at all. What a cluster makes of it is left to the plan.
 */
export function checkShown(text: string): void {
  const documents = readYaml(text);
  if (!documents.length) {
    throw refuseManifest('The manifest holds no object.');
  }
  for (const { value, position } of documents) {
    if (
      !isRecord(value) ||
      typeof value.apiVersion !== 'string' ||
      typeof value.kind !== 'string'
    ) {
      throw refuseManifest('this is not a Kubernetes object', position);
    }
    refuseSecretsWithin(value, position);
    const isList = value.kind === 'List' && Array.isArray(value.items);
    const items = isList ? (value.items as JsonValue[]) : [value];
    for (const item of items) {
      if (!isRecord(item)) {
        throw refuseManifest('this is not a Kubernetes object', position);
      }
      const { metadata, kind } = item;
      const name = isRecord(metadata) ? String(metadata.name) : '';
      refuseCredentials(
        item,
        `${String(kind)} ${name.slice(0, 80)}`.trim(),
        position,
      );
    }
  }
}
