import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AUDIT_GENESIS_HASH,
  AuditRow,
  hashAuditRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { auditMain } from './main';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

function exported(): string {
  const rows: AuditRow[] = [];
  for (let sequence = 1; sequence <= 3; sequence += 1) {
    const row = {
      sequence,
      time: '2026-11-01T00:00:00.000Z',
      actor: 'user:default/x',
      event: 'plan.created',
      subject: { plan: `p${sequence}` },
      before: null,
      after: null,
      previousHash: rows.at(-1)?.hash ?? AUDIT_GENESIS_HASH,
    };
    rows.push({ ...row, hash: hashAuditRow(row, sha256) });
  }
  return [
    {
      type: 'titanium-audit',
      version: 1,
      exportedAt: '2026-11-01T00:00:00.000Z',
      start: { sequence: 0, hash: AUDIT_GENESIS_HASH },
      anchors: [],
    },
    ...rows,
    { type: 'end', rows: 3, sequence: 3, hash: rows[2].hash },
  ]
    .map(value => `${JSON.stringify(value)}\n`)
    .join('');
}

describe('titanium audit', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'titanium-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  async function run(...args: string[]) {
    let printed = '';
    let told = '';
    const code = await auditMain(args, {
      print: text => {
        printed += text;
      },
      tell: text => {
        told += text;
      },
    });
    return { code, printed, told };
  }

  function file(text: string): string {
    const path = join(directory, 'audit.ndjson');
    writeFileSync(path, text);
    return path;
  }

  it('finds a whole export whole', async () => {
    const { code, printed } = await run('verify', file(exported()));
    expect(code).toBe(0);
    expect(printed).toMatch('Whole: rows 1 to 3, from the very beginning.');
  });

  it('names the first row that is wrong', async () => {
    const forged = file(exported().replace('"p2"', '"p9"'));
    const { code, printed } = await run('verify', forged);
    expect([code, printed]).toEqual([
      1,
      'Broken: row 2 was changed. The 1 rows before it are whole.\n',
    ]);
    const json = await run('verify', forged, '--json');
    expect(JSON.parse(json.printed).broken).toEqual({
      sequence: 2,
      problem: 'changed',
    });
  });

  it('says that a file was cut off', async () => {
    const cut = file(exported().split('\n').slice(0, 3).join('\n'));
    const { code, printed } = await run('verify', cut);
    expect(code).toBe(1);
    expect(printed).toMatch('cut off');
  });

  it.each([
    [[]],
    [['verify']],
    [['verify', '/nowhere.ndjson']],
    [['forget', 'x']],
  ])('explains itself for %j', async args => {
    const { code, told } = await run(...args);
    expect(code).toBe(2);
    expect(told).toMatch('Usage: titanium audit verify');
  });
});
