import { join } from 'node:path';
import createKnex, { Knex } from 'knex';
import { MemorySealedValues } from './MemorySealedValues';
import { SealedValues } from './SealedValues';
import { StoredSealedValues } from './StoredSealedValues';

const KEY = 'a key that is long enough to be one';
const VALUES = { value: 'tr0ub4dor-and-3' };
const LATER = '2999-01-01T00:00:00.000Z';
const BEFORE = '2020-01-01T00:00:00.000Z';

describe('sealed values', () => {
  let knex: Knex;

  beforeAll(async () => {
    knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: ':memory:' },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    await knex.migrate.latest({
      directory: join(__dirname, '../../migrations'),
    });
    // Plans are not what is tried here.
    await knex.raw('PRAGMA foreign_keys = OFF');
  });
  afterEach(() => knex('sealed_values').delete());
  afterAll(() => knex.destroy());

  describe.each<[string, () => SealedValues]>([
    ['in memory', () => new MemorySealedValues()],
    ['in the database', () => new StoredSealedValues(knex, KEY)],
  ])('%s', (_, create) => {
    it('are found until they are taken, once', async () => {
      const sealed = create();
      await sealed.seal('p1', VALUES, LATER);
      expect(await sealed.find('p2')).toBeUndefined();
      expect(await sealed.find('p1')).toEqual(VALUES);
      const taken = await Promise.all([sealed.take('p1'), sealed.take('p1')]);
      expect(taken.filter(Boolean)).toEqual([VALUES]);
      expect(await sealed.find('p1')).toBeUndefined();
    });

    it('never change', async () => {
      const sealed = create();
      await sealed.seal('p1', VALUES, LATER);
      await expect(sealed.seal('p1', { value: 'x' }, LATER)).rejects.toThrow();
      expect(await sealed.find('p1')).toEqual(VALUES);
      await sealed.drop('p1');
      expect(await sealed.take('p1')).toBeUndefined();
    });
  });

  describe('in the database', () => {
    it('are used by every instance that has the key, and by no other', async () => {
      await new StoredSealedValues(knex, KEY).seal('p1', VALUES, LATER);
      const other = new StoredSealedValues(knex, `${KEY}!`);
      expect(await other.find('p1')).toBeUndefined();
      expect(await new StoredSealedValues(knex, KEY).find('p1')).toEqual(
        VALUES,
      );
    });

    it('cannot be read there, compared, or moved to another plan', async () => {
      const sealed = new StoredSealedValues(knex, KEY);
      await sealed.seal('p1', VALUES, LATER);
      await sealed.seal('p2', VALUES, LATER);
      const [one, two] = await knex('sealed_values').orderBy('plan_id');
      expect(JSON.stringify([one, two])).not.toContain(VALUES.value);
      expect(Buffer.from(one.sealed, 'base64').toString()).not.toContain(
        VALUES.value,
      );
      expect(one.sealed).not.toBe(two.sealed);
      await knex('sealed_values')
        .where({ plan_id: 'p2' })
        .update({ sealed: one.sealed });
      expect(await sealed.find('p2')).toBeUndefined();
    });

    it('are gone when their time is over', async () => {
      const sealed = new StoredSealedValues(knex, KEY);
      await sealed.seal('p1', VALUES, BEFORE);
      expect(await sealed.find('p1')).toBeUndefined();
      await sealed.dropExpired();
      expect(await knex('sealed_values')).toEqual([]);
      await sealed.seal('p2', VALUES, BEFORE);
      expect(await sealed.take('p2')).toBeUndefined();
    });
  });
});
