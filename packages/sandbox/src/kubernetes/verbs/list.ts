import { KubeObject, StoreError } from '../../world/types';
import { listItem, served } from '../objects/served';
import { negotiate } from '../request/accept';
import { parseVersion } from '../request/resourceVersion';
import { apiVersionOf } from '../resources/types';
import { queryPredicate } from '../selectors/predicate';
import { ResourceCall, Verb } from '../server/call';
import { ApiError, badRequest } from '../status';
import { ContinueToken, decodeContinue, encodeContinue } from './continue';
import { listAt, objectKey } from './listAt';

interface Page {
  objects: readonly KubeObject[];
  resourceVersion: number;
}

export const list: Verb = call => {
  const { query, type } = call;
  const limit = parseLimit(query.get('limit'));
  const token = decodeContinue(query.get('continue'));
  const predicate = queryPredicate(type, query);
  const { objects, resourceVersion } = snapshot(call, token);
  const rest = objects.filter(
    object =>
      (!token || objectKey(object) > token.start) &&
      (!predicate || predicate(object)),
  );
  const page = limit && limit < rest.length ? rest.slice(0, limit) : rest;
  return {
    code: 200,
    convertible: true,
    body: {
      kind: type.listKind,
      apiVersion: apiVersionOf(type),
      metadata: {
        resourceVersion: String(resourceVersion),
        ...(page.length < rest.length && {
          continue: encodeContinue({
            resourceVersion: token?.resourceVersion ?? resourceVersion,
            start: objectKey(page[page.length - 1]),
          }),
          ...(!predicate && { remainingItemCount: rest.length - page.length }),
        }),
      },
      items: page.map(object => itemOf(call, object)),
    },
  };
};

function itemOf(call: ResourceCall, object: KubeObject): object {
  // Rows and partial metadata are made of whole objects.
  return negotiate(call.request.headers.accept).as
    ? served(call.type, object)
    : listItem(call.type, object);
}

function parseLimit(value: string | null): number | undefined {
  if (value === null || value === '' || value === '0') {
    return undefined;
  }
  if (!/^-?\d+$/.test(value)) {
    throw badRequest(`strconv.ParseInt: parsing "${value}": invalid syntax`);
  }
  return Math.max(Number(value), 0) || undefined;
}

function snapshot(call: ResourceCall, token?: ContinueToken): Page {
  const { query } = call;
  const version = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  if (token) {
    if (version !== '' && version !== '0') {
      throw badRequest(
        'specifying resource version is not allowed when using continue',
      );
    }
    return continued(call, token);
  }
  if (match && !version) {
    throw new ApiError(
      422,
      'Invalid',
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (version !== '' && version !== '0') {
    const wanted = parseVersion(version);
    assertKnownVersion(call, wanted);
    if (match === 'Exact') {
      return at(call, wanted);
    }
  }
  return current(call);
}

function current({ api, type, info }: ResourceCall): Page {
  const { store } = api.world;
  return {
    objects: store.list(type.storage, info.namespace),
    resourceVersion: store.resourceVersion,
  };
}

function at({ api, type, info }: ResourceCall, resourceVersion: number): Page {
  return {
    objects: listAt(
      api.world.store,
      type.storage,
      info.namespace,
      resourceVersion,
    ),
    resourceVersion,
  };
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

function continued(call: ResourceCall, token: ContinueToken): Page {
  if (token.resourceVersion < 0) {
    return current(call);
  }
  try {
    return at(call, token.resourceVersion);
  } catch (error) {
    if (error instanceof StoreError && error.code === 410) {
      throw new ApiError(410, 'Expired', TOO_OLD, undefined, {
        continue: encodeContinue({ resourceVersion: -1, start: token.start }),
      });
    }
    throw error;
  }
}

function assertKnownVersion({ api }: ResourceCall, wanted: number): void {
  const { resourceVersion } = api.world.store;
  if (wanted > resourceVersion) {
    throw new ApiError(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${wanted}, current: ${resourceVersion}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
  }
}
