import { CustomErrorBase } from '@backstage/errors';

/** What Loki answers as `text/plain`. */
export class LokiError extends CustomErrorBase {
  name = 'LokiError' as const;

  constructor(readonly status: number, message: string) {
    super(message);
  }
}

export function badQuery(message: string): LokiError {
  return new LokiError(400, message);
}

/** A query that cannot be read, with the place as the real parser counts it. */
export function parseError(
  text: string,
  offset: number,
  message: string,
): LokiError {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - (before.lastIndexOf('\n') + 1) + 1;
  return badQuery(
    `parse error at line ${line}, col ${column}: syntax error: ${message}`,
  );
}
