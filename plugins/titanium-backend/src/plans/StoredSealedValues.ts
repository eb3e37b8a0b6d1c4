import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { Knex } from 'knex';
import { isoNow } from '../database/database';
import { SealedValueRow } from '../database/tables';
import { SealedValues, Values } from './SealedValues';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps values in the database, encrypted with a key that is not in it, so that every instance that is configured with the
 * same key can use them. A row belongs to its plan: it cannot be read as another's, and goes when it is used.
 */
export class StoredSealedValues implements SealedValues {
  readonly #key: Buffer;

  constructor(private readonly knex: Knex, secret: string) {
    this.#key = Buffer.from(
      hkdfSync('sha256', secret, '', 'titanium sealed values', 32),
    );
  }

  async seal(planId: string, values: Values, expiresAt: string) {
    await this.knex<SealedValueRow>('sealed_values').insert({
      plan_id: planId,
      sealed: this.#encrypt(planId, values),
      expires_at: expiresAt,
    });
  }

  async find(planId: string) {
    const row = await this.knex<SealedValueRow>('sealed_values')
      .where({ plan_id: planId })
      .where('expires_at', '>', isoNow())
      .first();
    return row && this.#decrypt(row);
  }

  async take(planId: string) {
    const values = await this.find(planId);
    // Of several at once only one deletes the row.
    const deleted = await this.knex<SealedValueRow>('sealed_values')
      .where({ plan_id: planId })
      .delete();
    return deleted === 1 ? values : undefined;
  }

  async drop(planId: string) {
    await this.knex<SealedValueRow>('sealed_values')
      .where({ plan_id: planId })
      .delete();
  }

  async dropExpired() {
    await this.knex<SealedValueRow>('sealed_values')
      .where('expires_at', '<=', isoNow())
      .delete();
  }

  /** Nothing is in memory; what is stored is for the next start. */
  clear() {}

  #encrypt(planId: string, values: Values): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, iv);
    cipher.setAAD(Buffer.from(planId));
    const text = Buffer.concat([
      cipher.update(JSON.stringify(values), 'utf8'),
      cipher.final(),
    ]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
  }

  /** Undefined when it was sealed with another key, or for another plan. */
  #decrypt({ plan_id: planId, sealed }: SealedValueRow): Values | undefined {
    const bytes = Buffer.from(sealed, 'base64');
    const tagAt = IV_BYTES + TAG_BYTES;
    try {
      const decipher = createDecipheriv(
        ALGORITHM,
        this.#key,
        bytes.subarray(0, IV_BYTES),
        { authTagLength: TAG_BYTES },
      );
      decipher.setAAD(Buffer.from(planId));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, tagAt));
      const text = Buffer.concat([
        decipher.update(bytes.subarray(tagAt)),
        decipher.final(),
      ]);
      return JSON.parse(text.toString('utf8')) as Values;
    } catch {
      return undefined;
    }
  }
}
