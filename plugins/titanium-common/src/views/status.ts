/**
 * How one platform behind a view is doing. `live`: shown data is current; `stale`: it was, until `since`;
 * `unavailable`: nothing was ever read; `forbidden`: the portal's own credential is refused.
 * @public
 */
export interface SourceStatus {
  state: 'connecting' | 'live' | 'stale' | 'unavailable' | 'forbidden';
  /** ISO time this state began. For `stale` and `forbidden`: the time of the last good data, when there was any. */
  since: string;
  /** The platform's own words, or ours about the connection. */
  message?: string;
  /** Name for people: "Kubernetes cluster titanium". */
  platform: string;
}

/** Status of all sources of a view, keyed by source (`kubernetes:titanium`, `metrics:titanium`). @public */
export type ViewStatus = Record<string, SourceStatus>;

/** A whole view: keyed rows by collection, and how its sources are. @public */
export interface ViewState {
  collections: Record<string, Record<string, object>>;
  status: ViewStatus;
}
