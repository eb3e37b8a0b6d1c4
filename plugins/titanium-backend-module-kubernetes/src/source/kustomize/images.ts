import { JsonValue } from '@backstage/types';
import { isRecord } from '../../actions/manifest/readYaml';
import { Kustomization } from './kustomization';
import { notBuilt } from './notBuilt';
import { Resource, titleOf } from './resource';

type Change = NonNullable<Kustomization['images']>[number];

const FIELDS = ['containers', 'initContainers'];
const REST = /^(?::[a-zA-Z0-9_.{}-]*)?(?:@sha256:[a-zA-Z0-9_.{}-]*)?$/;

/** An image's name, tag and digest; a colon before the first slash is that of a port. */
function split(image: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(0, image.indexOf('/'));
  const at = image.indexOf('@', slash);
  const end = at < 0 ? image.length : at;
  const colon = image.slice(0, end).indexOf(':', slash);
  return {
    name: image.slice(0, colon < 0 ? end : colon),
    tag: colon < 0 ? '' : image.slice(colon + 1, end),
    digest: at < 0 ? '' : image.slice(at + 1),
  };
}

function changed(image: string, change: Change): string {
  let { name, tag, digest } = split(image);
  name = change.newName || name;
  // Either replaces both.
  if (change.newTag || change.digest) {
    tag = change.newTag ?? '';
    digest = change.digest ?? '';
  }
  return `${name}${tag && `:${tag}`}${digest && `@${digest}`}`;
}

/**
 * kustomize takes the name for a pattern, in which a point is any character. True for a match of the name as it is
 * written; undefined for one that only the pattern has.
 */
function matches(image: string, name: string): boolean | undefined {
  const isLiteral =
    image.startsWith(name) && REST.test(image.slice(name.length));
  const isPattern =
    [...name].every(
      (character, index) => character === '.' || character === image[index],
    ) &&
    image.length >= name.length &&
    REST.test(image.slice(name.length));
  return isLiteral === isPattern ? isLiteral : undefined;
}

/** One item of `images`: the containers of every object, wherever they are in it. */
export function setImages(
  resources: readonly Resource[],
  change: Change,
  where: string,
): void {
  if (!/^[\w./:-]+$/.test(change.name)) {
    // What more there is in it means more in a pattern.
    notBuilt('kustomize-field', where, `images ${change.name.slice(0, 200)}`);
  }
  for (const resource of resources) {
    const refuse = () =>
      notBuilt('kustomize-object', resource.path, titleOf(resource));
    const containers = (list: JsonValue): void => {
      if (isRecord(list)) {
        refuse();
      }
      if (!Array.isArray(list)) {
        return;
      }
      for (const container of list) {
        if (!isRecord(container)) {
          refuse();
        } else if (typeof container.image === 'string') {
          const match = matches(container.image, change.name);
          if (match === undefined) {
            refuse();
          } else if (match) {
            container.image = changed(container.image, change);
          }
        } else if (container.image !== undefined) {
          refuse();
        }
      }
    };
    const visit = (value: JsonValue | undefined): void => {
      if (Array.isArray(value)) {
        value.forEach(visit);
      } else if (isRecord(value)) {
        for (const [field, item] of Object.entries(value)) {
          visit(item);
          if (FIELDS.includes(field) && item !== null) {
            containers(item);
          }
        }
      }
    };
    if (resource.kind !== 'CustomResourceDefinition') {
      visit(resource.object);
    }
  }
}
