import { createHash } from 'node:crypto';
import { AUDIT_GENESIS_HASH, hashAuditRow } from './chain';
import { AuditRow } from './types';
import { verifyAuditExport } from './verifyExport';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

function chain(count: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let sequence = 1; sequence <= count; sequence += 1) {
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
  return rows;
}

function exported(all: AuditRow[], from = 1): string[] {
  const rows = all.slice(from - 1);
  const last = all.at(-1)!;
  return [
    {
      type: 'titanium-audit',
      version: 1,
      exportedAt: '2026-11-01T00:00:00.000Z',
      start: { sequence: from - 1, hash: rows[0].previousHash },
      anchors: [{ sequence: 3, hash: all[2].hash }],
    },
    ...rows,
    {
      type: 'end',
      rows: rows.length,
      sequence: last.sequence,
      hash: last.hash,
    },
  ].map(value => JSON.stringify(value));
}

describe('verifyAuditExport', () => {
  it('finds a whole chain whole, from its beginning or not', async () => {
    const rows = chain(5);
    expect(await verifyAuditExport(exported(rows), sha256)).toEqual({
      rows: 5,
      first: 1,
      last: 5,
      hash: rows[4].hash,
      fromBeginning: true,
      anchors: 1,
    });
    expect(await verifyAuditExport(exported(rows, 3), sha256)).toMatchObject({
      rows: 3,
      first: 3,
      fromBeginning: false,
    });
  });

  it.each<[string, (lines: string[]) => string[], object]>([
    [
      'a changed value',
      lines => lines.map(line => line.replace('"p2"', '"p9"')),
      { broken: { sequence: 2, problem: 'changed' } },
    ],
    [
      'a missing row',
      lines => lines.filter((_, n) => n !== 3),
      { broken: { sequence: 3, problem: 'missing' } },
    ],
    [
      'rows in another order',
      lines => [lines[0], lines[2], lines[1], ...lines.slice(3)],
      { broken: { sequence: 1, problem: 'missing' } },
    ],
    [
      'a missing end of the chain',
      lines => lines.filter((_, n) => n !== 5),
      { broken: { sequence: 5, problem: 'missing' } },
    ],
    [
      'a head that was handed out and is not in it',
      lines => [
        lines[0].replace(/("sequence":3,"hash":")\w{4}/, '$1ffff'),
        ...lines.slice(1),
      ],
      { broken: { sequence: 3, problem: 'changed' } },
    ],
    [
      'a file that was cut off',
      lines => lines.slice(0, -1),
      { problem: { line: 6, message: expect.stringContaining('cut off') } },
    ],
    [
      'half a line',
      lines => [...lines.slice(0, 3), lines[3].slice(0, 20)],
      { problem: { line: 4, message: 'This line is not an audit row' } },
    ],
    ['another file', () => ['{}'], { problem: { line: 1 } }],
    ['nothing', () => [], { problem: { line: 1 } }],
  ])('tells %s', async (_what, tamper, expected) => {
    const lines = tamper(exported(chain(5)));
    expect(await verifyAuditExport(lines, sha256)).toMatchObject(expected);
  });
});
