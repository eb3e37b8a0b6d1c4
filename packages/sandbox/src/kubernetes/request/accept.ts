import { ApiError } from '../status';

/** How an answer is written: as it is, or converted by the server. */
export interface Accepted {
  as?: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList';
  /** Version of meta.k8s.io the conversion was asked in. */
  version: string;
}

const PLAIN: Accepted = { version: 'v1' };
const JSON_TYPES = new Set(['application/json', 'application/*', '*/*']);

interface MediaRange {
  type: string;
  parameters: Map<string, string>;
}

export function parseAccept(header: string | undefined): MediaRange[] {
  return (header ?? '*/*').split(',').map(part => {
    const [type, ...parameters] = part.split(';').map(text => text.trim());
    return {
      type: type.toLowerCase(),
      parameters: new Map(
        parameters.map(parameter => {
          const [name, value = ''] = parameter.split('=');
          return [name, value];
        }),
      ),
    };
  });
}

/**
 * The first form of the `Accept` header that this server writes. Protobuf is passed over, as by a server
 * without it, so clients that offer both get JSON.
 */
export function negotiate(header: string | undefined): Accepted {
  for (const { type, parameters } of parseAccept(header)) {
    if (JSON_TYPES.has(type)) {
      const as = parameters.get('as');
      if (as === undefined) {
        return PLAIN;
      }
      if (isConversion(as) && parameters.get('g') === 'meta.k8s.io') {
        return { as, version: parameters.get('v') ?? 'v1' };
      }
    }
  }
  throw new ApiError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json',
  );
}

function isConversion(value: string): value is NonNullable<Accepted['as']> {
  return (
    value === 'Table' ||
    value === 'PartialObjectMetadata' ||
    value === 'PartialObjectMetadataList'
  );
}
