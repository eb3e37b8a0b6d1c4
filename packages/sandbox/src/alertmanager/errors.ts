/** A request that is refused, with the body the real server answers. */
export class RequestError extends Error {
  constructor(readonly status: number, readonly body: string | undefined) {
    super(body ?? String(status));
    this.name = 'RequestError';
  }
}

/** A refusal by the API's own code: a text as JSON. */
export const refused = (status: number, text: string) =>
  new RequestError(status, `${JSON.stringify(text)}\n`);

/** A refusal by the checks that the API's description makes before. */
export const malformed = (status: number, code: number, message: string) =>
  new RequestError(status, JSON.stringify({ code, message }));
