import { Dispatcher } from 'undici';
import { REDACTED } from '../redaction';
import { errorOfStatus, PlatformError } from '../clusters/PlatformError';

const MAX_ERROR_BYTES = 64 * 1024;
const MAX_MESSAGE = 1000;

/** The platform's own words: the usual fields of a JSON answer, or the text as it is. */
function wordsOf(text: string): { message: string; reason?: string } {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) {
      const { message, error, errorType, code } = parsed as Record<
        string,
        unknown
      >;
      const said = [message, error].find(value => typeof value === 'string');
      const kind = errorType ?? code;
      if (said !== undefined) {
        return {
          message: String(said),
          ...(kind !== undefined && { reason: String(kind) }),
        };
      }
    }
  } catch {
    // Not JSON: text is what Loki and proxies answer.
  }
  return { message: text.trim() };
}

/**
 * The error for an answer outside 2xx, with as much of its body as is worth showing. Some platforms repeat the token
 * they do not accept: it is taken out.
 */
export async function refusalOf(
  response: Dispatcher.ResponseData,
  platform: string,
  token?: string,
): Promise<Error> {
  const status = response.statusCode;
  if (status >= 300 && status < 400) {
    response.body.destroy();
    return new PlatformError(
      `${platform} answered with a redirect, which the portal does not follow`,
      { code: 'platform-rejected', platform, upstreamStatus: status },
    );
  }
  let text = '';
  try {
    for await (const chunk of response.body) {
      text += chunk.toString('utf8');
      if (text.length > MAX_ERROR_BYTES) {
        response.body.destroy();
        break;
      }
    }
  } catch {
    // The status alone says what happened.
  }
  const { message, reason } = wordsOf(
    token ? text.replaceAll(token, REDACTED) : text,
  );
  return errorOfStatus(status, worded(status, platform, { message, reason }), {
    platform,
    reason,
  });
}

/** Words that say little by themselves are said of the platform. */
function worded(
  status: number,
  platform: string,
  { message, reason }: { message: string; reason?: string },
): string {
  const words = message.slice(0, MAX_MESSAGE);
  const isTrouble = status === 429 || status >= 500;
  if (!words) {
    return `${platform} answered ${status}`;
  }
  if (isTrouble) {
    return `${platform} answered ${status}: ${words}`;
  }
  return status === 403 && reason === undefined
    ? `${platform} does not let the portal's account do this: ${words}`
    : words;
}
