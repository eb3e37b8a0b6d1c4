import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';

const MIGRATION_ATTEMPTS = 60;
const MIGRATION_PAUSE_MS = 500;

/** Brings the schema up to date, unless migrations are switched off, and answers the connection. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

/** Several instances may start at once: one brings the schema up to date, the others wait for it. */
async function migrate(knex: Knex): Promise<void> {
  const directory = resolvePackagePath(
    '@titanium-portal/backstage-plugin-titanium-backend',
    'migrations',
  );
  for (let attempt = 1; ; attempt += 1) {
    try {
      await knex.migrate.latest({ directory });
      return;
    } catch (error) {
      if (!isOthersMigration(error) || attempt === MIGRATION_ATTEMPTS) {
        throw error;
      }
      await new Promise(resolve => {
        setTimeout(resolve, MIGRATION_PAUSE_MS);
      });
    }
  }
}

/** The lock is taken, or somebody has just made the tables that hold it. */
function isOthersMigration(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string };
  return (
    name === 'MigrationLocked' ||
    (typeof code === 'string' && ['23505', '42P07'].includes(code))
  );
}

/** True when nobody but this process can have the database open, so that whoever held a lease before is gone. */
export function isExclusive(knex: Knex): boolean {
  return String(knex.client.config.client).includes('sqlite');
}

/** A query runner: the connection or, inside a transaction, always that transaction. */
export type Db = Knex | Knex.Transaction;

export const toJson = (value: unknown): string => JSON.stringify(value);

export const fromJson = <T = JsonObject>(text: string): T => JSON.parse(text);

export const fromJsonOrNull = <T = JsonObject>(text: string | null): T | null =>
  text === null ? null : JSON.parse(text);

export const isoNow = (): string => new Date().toISOString();

export const isoIn = (milliseconds: number): string =>
  new Date(Date.now() + milliseconds).toISOString();

/** Codes of PostgreSQL and of the network that say: not now. */
const PASSING =
  /^(08...|40001|40P01|57P0[123]|53300|ECONN.*|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|SQLITE_BUSY.*)$/;

/** True for what a database answers while it restarts or is busy: the same may work in a moment. */
export function isPassing(error: unknown): boolean {
  const { code, name, message } = error as Error & { code?: unknown };
  return (
    (typeof code === 'string' && PASSING.test(code)) ||
    name === 'KnexTimeoutError' ||
    /Connection terminated|connection.*(closed|timeout)|Client has encountered a connection error/i.test(
      message,
    )
  );
}
