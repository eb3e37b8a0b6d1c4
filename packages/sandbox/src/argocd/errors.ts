import { ServerResponse } from 'node:http';

/** Codes of gRPC, and the HTTP statuses that grpc-gateway gives them. */
const HTTP: Record<number, number> = {
  3: 400,
  5: 404,
  6: 409,
  7: 403,
  9: 400,
  12: 501,
  13: 500,
  14: 503,
  16: 401,
};

/** A refusal as Argo CD's API server words it. */
export class GrpcError extends Error {
  constructor(readonly code: number, message: string) {
    super(message);
    this.name = 'GrpcError';
  }

  get status(): number {
    return HTTP[this.code] ?? 500;
  }
}

export const invalidArgument = (message: string) => new GrpcError(3, message);
export const notFound = (message: string) => new GrpcError(5, message);
export const failedPrecondition = (message: string) =>
  new GrpcError(9, message);
export const internal = (message: string) => new GrpcError(13, message);
export const unauthenticated = (message: string) => new GrpcError(16, message);

export function permissionDenied(message = 'permission denied'): GrpcError {
  return new GrpcError(7, message);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The shape of grpc-gateway's unary errors. */
export function sendError(response: ServerResponse, error: GrpcError): void {
  const { code, message, status } = error;
  sendJson(response, status, { error: message, code, message });
}

/** What the router itself refuses is plain text. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${text}\n`);
}
