import { KubeObject } from '../../world/types';
import { served } from '../objects/served';
import { negotiate } from '../request/accept';
import { apiVersionOf } from '../resources/types';
import { ResourceCall } from '../server/call';
import { parseIncludeObject, TableOptions, toTable } from '../table/table';
import { Encoding } from './event';

/** The encodings of one watch: for its first event, for the others, and for bookmarks. */
export interface WatchEncoding {
  first: Encoding;
  other: Encoding;
  bookmark(resourceVersion: number, annotations?: object): string;
}

export function watchEncoding(call: ResourceCall): WatchEncoding {
  const { type, query, request, api } = call;
  const accepted = negotiate(request.headers.accept);
  const version = apiVersionOf(type);
  const metadata = (resourceVersion: number, annotations?: object) => ({
    resourceVersion: String(resourceVersion),
    creationTimestamp: null,
    ...(annotations && { annotations }),
  });
  if (accepted.as === 'Table') {
    const include = parseIncludeObject(query.get('includeObject'));
    const encoding = (withDefinitions: boolean): Encoding => ({
      key: `${version} table ${accepted.version} ${include} ${withDefinitions}`,
      encode(object) {
        const options: TableOptions = {
          columns: type.columns,
          version: accepted.version,
          include,
          now: api.world.clock.now(),
        };
        const { resourceVersion } = object.metadata;
        return JSON.stringify(
          toTable(
            [served(type, object)],
            options,
            { resourceVersion },
            withDefinitions,
          ),
        );
      },
    });
    return {
      first: encoding(true),
      other: encoding(false),
      bookmark: (resourceVersion, annotations) =>
        JSON.stringify({
          kind: 'Table',
          apiVersion: `meta.k8s.io/${accepted.version}`,
          metadata: metadata(resourceVersion, annotations),
          columnDefinitions: null,
          rows: [],
        }),
    };
  }
  const partial = accepted.as !== undefined;
  const kind = partial ? 'PartialObjectMetadata' : type.kind;
  const apiVersion = partial ? `meta.k8s.io/${accepted.version}` : version;
  const encoding: Encoding = {
    key: `${version} ${partial ? accepted.version : 'object'}`,
    encode: (object: KubeObject) =>
      JSON.stringify(
        partial
          ? { kind, apiVersion, metadata: object.metadata }
          : served(type, object),
      ),
  };
  return {
    first: encoding,
    other: encoding,
    bookmark: (resourceVersion, annotations) =>
      JSON.stringify({
        kind,
        apiVersion,
        metadata: metadata(resourceVersion, annotations),
      }),
  };
}
