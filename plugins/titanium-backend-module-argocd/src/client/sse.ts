import { PlatformError } from '@titanium-portal/backstage-plugin-titanium-node';
import { applicationShape } from './shapes';
import { ApplicationEvent } from './types';

function unreadable(platform: string): PlatformError {
  return new PlatformError(`${platform} sent an event that cannot be read`, {
    code: 'platform-unavailable',
    platform,
  });
}

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
export function readEvent(
  line: string,
  platform: string,
): ApplicationEvent[] | undefined {
  const text = line.startsWith('data:') ? line.slice(5).trim() : line.trim();
  if (!text.startsWith('{')) {
    return undefined;
  }
  let message: Message;
  try {
    message = JSON.parse(text) as Message;
  } catch {
    throw unreadable(platform);
  }
  const { result, error } = message;
  if (error) {
    const code = error.grpc_code ?? error.code;
    throw new PlatformError(error.message ?? 'the watch was ended', {
      code: 'platform-unavailable',
      platform,
      reason: code === undefined ? undefined : String(code),
      upstreamStatus: error.http_code,
    });
  }
  if (!result?.application || !result.type) {
    return undefined;
  }
  if (!applicationShape.safeParse(result.application).success) {
    throw unreadable(platform);
  }
  return [{ type: result.type, application: result.application }];
}
