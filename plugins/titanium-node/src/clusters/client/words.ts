const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name lookup failed',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped halfway',
  UND_ERR_SOCKET: 'connection closed',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is not from the configured authority',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is not from the configured authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is not from the configured authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate is not from the configured authority',
  CERT_SIGNATURE_FAILURE:
    'its certificate is not from the configured authority',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/** Failures before there was a connection that anything could have been sent on. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** True when a connection failed before anything could be sent. */
export function isNotConnected(error: unknown): boolean {
  const { code, errors, syscall } = error as {
    code?: string;
    /** Of each address that was tried. */
    errors?: unknown[];
    syscall?: string;
  };
  if (errors?.length) {
    return errors.every(isNotConnected);
  }
  // A host can become unreachable while an answer is waited for.
  return (
    NOT_CONNECTED.has(code ?? '') && syscall !== 'read' && syscall !== 'write'
  );
}

/** What to say of a connection that failed. */
export function failureWords(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code && WORDS[code]) ?? code ?? message ?? 'unknown failure';
}
