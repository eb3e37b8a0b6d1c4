import fc from 'fast-check';
import { createStreamDecoder, encodeStreamMessage } from './codec';
import { applyDelta, diffRows, Rows } from './delta';
import { applyStreamMessage, EMPTY_SUBSCRIPTION } from './reducer';
import { StreamMessage } from './types';

const json = fc.jsonValue({ maxDepth: 3 });
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const row = fc.dictionary(
  fc.constantFrom('name', 'status', 'ready', 'at', '__proto__', 'x'),
  json,
);
const rows = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), row)
  .map(value => plain(value) as Rows);

const message: fc.Arbitrary<StreamMessage> = fc.oneof(
  fc.record({
    type: fc.constant('heartbeat' as const),
    time: fc.string({ unit: 'binary' }),
  }),
  fc.record({
    type: fc.constant('lines' as const),
    id: fc.string(),
    cursor: fc.string(),
    lines: fc.array(
      fc.record({ time: fc.string(), text: fc.string({ unit: 'grapheme' }) }),
    ),
  }),
  fc.record({
    type: fc.constant('snapshot' as const),
    id: fc.string(),
    cursor: fc.string(),
    state: fc.record({
      collections: fc.record({ pods: rows }),
      status: fc.constant({}),
    }),
  }),
);

function cut(bytes: Uint8Array, at: number[]): Uint8Array[] {
  const borders = [0, ...at.map(n => n % (bytes.length + 1)), bytes.length];
  borders.sort((a, b) => a - b);
  return borders.slice(1).map((end, i) => bytes.slice(borders[i], end));
}

describe('stream codec', () => {
  it('gives back any messages under any cutting of the bytes', () => {
    fc.assert(
      fc.property(
        fc.array(message),
        fc.array(fc.nat(), { maxLength: 40 }),
        (messages, borders) => {
          const bytes = new TextEncoder().encode(
            messages.map(encodeStreamMessage).join(''),
          );
          const decoder = createStreamDecoder();
          const got = cut(bytes, borders).flatMap(part => decoder.push(part));
          expect(got).toEqual(plain(messages));
          expect(decoder.pending).toBe(false);
        },
      ),
    );
  });

  it('gives up on endless and on malformed lines', () => {
    const decoder = createStreamDecoder({ maxLine: 10 });
    decoder.push('12345');
    expect(() => decoder.push('678901')).toThrow(RangeError);
    expect(() => createStreamDecoder().push('nonsense\n')).toThrow(SyntaxError);
    expect(() => createStreamDecoder().push('[]\n')).toThrow(SyntaxError);
    expect(createStreamDecoder().push('\n\r\n')).toEqual([]);
  });
});

describe('deltas', () => {
  it('lead from any collection to any other', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const delta = diffRows(before, after);
        const wire = delta && plain(delta);
        expect(wire ? applyDelta(before, wire) : before).toEqual(after);
      }),
    );
  });

  it('lead from any list of objects to any other', () => {
    const list = fc.dictionary(
      fc.constantFrom('containers', 'x'),
      fc.oneof(fc.array(row, { maxLength: 3 }), json),
    );
    const lists = fc.dictionary(fc.constantFrom('a', 'b'), list);
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const delta = diffRows(before, after);
        const wire = delta && plain(delta);
        expect(wire ? applyDelta(before, wire) : before).toEqual(after);
      }),
      { numRuns: 40 },
    );
  });

  it('name the changed fields of the changed items of a list', () => {
    expect(
      diffRows(
        { a: { list: [{ n: 1, m: 'x' }, { n: 2 }], ready: 1 } },
        { a: { list: [{ n: 3, m: 'x' }, { n: 2 }], ready: 2 } },
      ),
    ).toEqual({
      patch: { a: { ready: 2 } },
      items: { a: { list: { 0: { n: 3 } } } },
    });
  });

  it('are absent between equal collections', () => {
    fc.assert(
      fc.property(rows, value => {
        expect(diffRows(value, plain(value))).toBeUndefined();
      }),
    );
  });

  it('send only the changed fields', () => {
    expect(
      diffRows(
        { a: { name: 'a', ready: 1, tags: ['x'] }, b: { name: 'b' } },
        { a: { name: 'a', ready: 2, tags: ['x'] }, c: { name: 'c' } },
      ),
    ).toEqual({
      patch: { a: { ready: 2 } },
      put: { c: { name: 'c' } },
      remove: ['b'],
    });
  });
});

describe('applyStreamMessage', () => {
  const start = applyStreamMessage(EMPTY_SUBSCRIPTION, {
    type: 'snapshot',
    id: 's',
    cursor: 'e.1',
    state: {
      collections: { pods: { a: { n: 1 }, b: { n: 1 } }, usage: { a: {} } },
      status: {},
    },
  });

  it('shares what did not change', () => {
    const next = applyStreamMessage(start, {
      type: 'delta',
      id: 's',
      cursor: 'e.2',
      collections: { pods: { patch: { a: { n: 2 }, gone: { n: 9 } } } },
    });
    expect(next.collections.pods).toEqual({ a: { n: 2 }, b: { n: 1 } });
    expect(next.collections.pods.b).toBe(start.collections.pods.b);
    expect(next.collections.usage).toBe(start.collections.usage);
    expect(next.cursor).toBe('e.2');
    expect(start.collections.pods.a).toEqual({ n: 1 });
  });

  it('keeps a bounded tail of lines, counts them all, and starts over with a snapshot', () => {
    const line = (text: string) => ({ time: '2026-01-01T00:00:00Z', text });
    let state = applyStreamMessage(
      start,
      {
        type: 'lines',
        id: 's',
        cursor: 'e.2',
        lines: [line('1'), line('2'), line('3')],
      },
      { maxLines: 2 },
    );
    state = applyStreamMessage(state, {
      type: 'gap',
      id: 's',
      cursor: 'e.3',
      dropped: 5,
    });
    expect(state.lines.map(l => l.text)).toEqual(['2', '3']);
    expect(state).toMatchObject({ appended: 3, dropped: 5, cursor: 'e.3' });
    state = applyStreamMessage(state, {
      type: 'snapshot',
      id: 's',
      cursor: 'f.0',
      state: { collections: {}, status: {} },
    });
    expect(state).toMatchObject({ lines: [], appended: 0, dropped: 0 });
  });

  it('keeps data that was shown when a subscription is refused', () => {
    const refused = applyStreamMessage(start, {
      type: 'refused',
      id: 's',
      code: 'forbidden',
      message: 'no',
    });
    expect(refused.collections).toBe(start.collections);
    expect(refused.refused).toEqual({ code: 'forbidden', message: 'no' });
  });
});
