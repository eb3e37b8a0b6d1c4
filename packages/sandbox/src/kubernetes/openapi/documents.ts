import { createHash } from 'node:crypto';
import { groupVersions } from '../discovery/groups';
import { VERSION } from '../discovery/version';
import { Registry } from '../resources/registry';
import { resourcePaths } from './paths';
import { componentSchemas } from './schemas';

interface Document {
  text: string;
  hash: string;
}

/** The OpenAPI v3 documents of a registry, made when first asked for and kept until the registry changes. */
export class OpenApiDocuments {
  private readonly documents = new Map<string, Document>();
  private revision = -1;

  constructor(private readonly registry: Registry) {}

  /** `/openapi/v3` */
  index(): object {
    const paths = groupVersions(this.registry).map(({ group, version }) => {
      const path = group ? `apis/${group}/${version}` : `api/${version}`;
      const { hash } = this.document(path)!;
      return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
    });
    return { paths: Object.fromEntries(paths) };
  }

  /** `/openapi/v3/<path>`; `undefined` when there is no such group version. */
  document(path: string): Document | undefined {
    if (this.revision !== this.registry.revision) {
      this.revision = this.registry.revision;
      this.documents.clear();
    }
    let document = this.documents.get(path);
    if (!document) {
      document = this.make(path);
      if (document) {
        this.documents.set(path, document);
      }
    }
    return document;
  }

  private make(path: string): Document | undefined {
    const found = groupVersions(this.registry).find(
      ({ group, version }) =>
        path === (group ? `apis/${group}/${version}` : `api/${version}`),
    );
    if (!found) {
      return undefined;
    }
    const text = JSON.stringify({
      openapi: '3.0.0',
      info: { title: 'Kubernetes', version: VERSION.gitVersion },
      paths: Object.assign({}, ...found.types.map(resourcePaths)),
      components: { schemas: componentSchemas(found.types) },
    });
    const hash = createHash('sha256').update(text).digest('hex').toUpperCase();
    return { text, hash };
  }
}
