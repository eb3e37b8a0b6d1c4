import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';

/** Brings the schema up to date, unless migrations are switched off, and answers the connection. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@titanium-portal/backstage-plugin-titanium-backend',
        'migrations',
      ),
    });
  }
  return knex;
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
