import fs from 'node:fs';
import { coverage, PROMISED } from './coverage';
import { coveragePage } from './page';
import { LANGUAGES, pageFile } from './texts';

const statements = coverage();

describe('the operations guide', () => {
  it('has a place for every command', () => {
    expect(statements).toHaveLength(120);
    expect(statements.filter(({ verdict }) => verdict === 'refuse')).toEqual(
      [],
    );
    const silent = statements.filter(
      ({ runs, verdict, reason }) =>
        !runs && verdict !== 'prose' && reason === null,
    );
    expect(silent).toEqual([]);
  });

  it('runs nine in ten of what it promises', () => {
    const promised = statements.filter(({ family }) =>
      PROMISED.includes(family),
    );
    const run = promised.filter(({ runs }) => runs);
    expect(run.length / promised.length).toBeGreaterThanOrEqual(0.9);
  });

  it('leaves what belongs to a database to its module', () => {
    const database = statements.filter(({ family }) => family === 'database');
    expect(database).toHaveLength(15);
    for (const { reason } of database) {
      expect(reason).toMatch(/PostgreSQL module, which is not installed/);
    }
  });

  it('holds no password', () => {
    const words = statements.flatMap(({ text }) => text.split(/[\s=]+/));
    expect(words.filter(word => /admin\d+/.test(word))).toEqual([]);
  });

  it.each(LANGUAGES)('is documented as it is: %s', language => {
    expect(fs.readFileSync(pageFile(language), 'utf8')).toBe(
      coveragePage(statements, language),
    );
  });
});
