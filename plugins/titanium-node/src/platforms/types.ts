import { JsonValue } from '@backstage/types';

/** How a platform's HTTP API is reached; from configuration only. @public */
export interface PlatformHttpConfig {
  /** Name for people: "Loki of cluster titanium". */
  title: string;
  /** Base address; a path in it is a prefix of every request. */
  url: string;
  /** Bearer token. */
  token?: string;
  /** Further fixed headers, such as a tenant. */
  headers?: Record<string, string>;
  /** PEM text of an authority to trust beside the system's. */
  ca?: string;
  /** Longest wait for an answer to begin; default 10 s. */
  timeoutMs?: number;
  /** Longest answer that is read; default 32 MiB. */
  maxResponseBytes?: number;
}

/** One request below the base address. @public */
export interface PlatformRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute path; every variable part already encoded with `encodeURIComponent`. */
  path: string;
  /** Undefined values are left out; a list repeats the name. */
  query?: Record<string, string | readonly string[] | undefined>;
  /** Sent as JSON. */
  body?: JsonValue;
  /** Sent as `application/x-www-form-urlencoded`; for long queries. */
  form?: Record<string, string | undefined>;
  accept?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
}
