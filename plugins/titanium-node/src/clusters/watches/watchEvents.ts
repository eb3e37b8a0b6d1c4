import type { KubernetesObject } from '@kubernetes/client-node';
import { BodyLine } from '../types';
import { errorOfStatus } from '../PlatformError';
import { redactText } from '../../redaction/redactText';

/** An event of a watch. @internal */
export type WatchEvent<T extends KubernetesObject> =
  | { type: 'put' | 'delete'; object: T }
  | { type: 'bookmark'; resourceVersion: string };

/**
 * Reads one line of a watch. Undefined for an empty line and for one that the connection's end cut off; throws the
 * platform's error for ERROR events, so that 410 looks the same as when it comes as the answer's status.
 * @internal
 */
export function readWatchEvent<T extends KubernetesObject>(
  line: BodyLine,
  platform: string,
): WatchEvent<T> | undefined {
  if (line.text === '') {
    return undefined;
  }
  let event: { type?: string; object?: any };
  try {
    event = JSON.parse(line.text);
  } catch {
    return undefined;
  }
  const { type, object } = event;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      return { type: 'put', object };
    case 'DELETED':
      return { type: 'delete', object };
    case 'BOOKMARK':
      return {
        type: 'bookmark',
        resourceVersion: String(object?.metadata?.resourceVersion ?? ''),
      };
    default:
      throw errorOfStatus(
        Number(object?.code) || 500,
        redactText(String(object?.message ?? 'the watch ended with an error')),
        { platform, reason: object?.reason && String(object.reason) },
      );
  }
}
