import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  expiresAt?: number;
}

/** Everything the provider remembers, as one JSON value. */
export type OidcState = Record<string, Entry>;

const MOST_ENTRIES = 5000;

/**
 * What the provider remembers: sessions, grants, tokens. Kept in memory and handed to `onChange`, so that a restart signs
 * nobody out.
 */
export class OidcStorage {
  private readonly entries: Map<string, Entry>;

  constructor(
    state: OidcState,
    private readonly onChange: (state: () => OidcState) => void,
  ) {
    this.entries = new Map(Object.entries(state));
  }

  /** The provider's view of one kind of thing. */
  adapter = (model: string): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      this.entries.set(keyOf(model, id), {
        payload,
        ...(expiresIn ? { expiresAt: Date.now() + expiresIn * 1000 } : {}),
      });
      this.changed();
    },
    find: async id => this.get(keyOf(model, id)),
    findByUid: async uid => this.search(model, payload => payload.uid === uid),
    findByUserCode: async code =>
      this.search(model, payload => payload.userCode === code),
    consume: async id => {
      const payload = this.get(keyOf(model, id));
      if (payload) {
        payload.consumed = Math.floor(Date.now() / 1000);
        this.changed();
      }
    },
    destroy: async id => {
      this.entries.delete(keyOf(model, id));
      this.changed();
    },
    revokeByGrantId: async grantId => {
      for (const [key, { payload }] of this.entries) {
        if (payload.grantId === grantId) {
          this.entries.delete(key);
        }
      }
      this.changed();
    },
  });

  private get(key: string): AdapterPayload | undefined {
    const entry = this.entries.get(key);
    if (entry?.expiresAt !== undefined && entry.expiresAt <= Date.now()) {
      this.entries.delete(key);
      return undefined;
    }
    return entry?.payload;
  }

  private search(
    model: string,
    matches: (payload: AdapterPayload) => boolean,
  ): AdapterPayload | undefined {
    for (const [key, { payload }] of this.entries) {
      if (key.startsWith(`${model}:`) && matches(payload)) {
        return this.get(key);
      }
    }
    return undefined;
  }

  private changed(): void {
    if (this.entries.size > MOST_ENTRIES) {
      this.forgetExpired();
    }
    this.onChange(() => Object.fromEntries(this.entries));
  }

  private forgetExpired(): void {
    const now = Date.now();
    for (const [key, entry] of this.entries) {
      if (entry.expiresAt !== undefined && entry.expiresAt <= now) {
        this.entries.delete(key);
      }
    }
    // The oldest go when nothing has expired: they are the first in the map.
    for (const key of this.entries.keys()) {
      if (this.entries.size <= MOST_ENTRIES) {
        return;
      }
      this.entries.delete(key);
    }
  }
}

function keyOf(model: string, id: string): string {
  return `${model}:${id}`;
}
