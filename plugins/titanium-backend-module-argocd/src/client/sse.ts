import { PlatformError } from '@titanium-portal/backstage-plugin-titanium-node';
import { ApplicationEvent } from './types';

interface Message {
  result?: Partial<ApplicationEvent>;
  error?: {
    grpc_code?: number;
    code?: number;
    http_code?: number;
    message?: string;
  };
}

/**
 * One line of a watch: `data: {...}` of an event stream, or plain JSON where something between took the header away.
 * Undefined for comments and blank lines. Throws what an error in the stream says.
 */
export function readEvent(line: string): ApplicationEvent[] | undefined {
  const text = line.startsWith('data:') ? line.slice(5).trim() : line.trim();
  if (!text.startsWith('{')) {
    return undefined;
  }
  let message: Message;
  try {
    message = JSON.parse(text) as Message;
  } catch {
    throw new PlatformError('Argo CD sent an event that cannot be read', {
      code: 'platform-unavailable',
      platform: 'Argo CD',
    });
  }
  const { result, error } = message;
  if (error) {
    const code = error.grpc_code ?? error.code;
    throw new PlatformError(error.message ?? 'the watch was ended', {
      code: 'platform-unavailable',
      platform: 'Argo CD',
      reason: code === undefined ? undefined : String(code),
      upstreamStatus: error.http_code,
    });
  }
  return result?.application?.metadata?.name && result.type
    ? [{ type: result.type, application: result.application }]
    : undefined;
}
