/** 32 hexadecimal digits; also where pages are served over plain HTTP and `randomUUID` is missing. */
export function createIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
