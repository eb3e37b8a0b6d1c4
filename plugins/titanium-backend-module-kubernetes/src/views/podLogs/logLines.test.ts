import { LogPosition, readLogLine, sortLines } from './logLines';

const source = { pod: 'p', container: 'c' };
const line = (text: string, before?: ReturnType<typeof readLogLine>) =>
  readLogLine({ text, cut: 0 }, source, before);

describe('log lines', () => {
  it('takes the time off and keeps the text as it is', () => {
    expect(line('2026-01-01T00:00:00.123456789Z  \u001b[31mred ')).toEqual({
      key: '2026-01-01T00:00:00.123456789',
      line: {
        time: '2026-01-01T00:00:00.123456789Z',
        text: ' \u001b[31mred ',
        ...source,
      },
    });
  });

  it('gives a line without time that of the one before', () => {
    const before = line('2026-01-01T00:00:00Z a');
    expect(line('rpc error', before)).toMatchObject({
      key: before.key,
      line: { text: 'rpc error', time: before.line.time },
    });
  });

  it('counts what was cut', () => {
    expect(
      readLogLine({ text: '2026-01-01T00:00:00Z a', cut: 7 }, source, undefined)
        .line.cut,
    ).toBe(7);
  });

  it('sorts by nanoseconds however many digits are written', () => {
    const times = [
      '2026-01-01T00:00:00.12Z',
      '2026-01-01T00:00:00.119999999Z',
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:00.123Z',
      '2026-01-01T01:00:00.1+01:00',
    ];
    expect(
      sortLines(times.map(time => line(`${time} x`))).map(
        item => item.line.time,
      ),
    ).toEqual([times[2], times[4], times[1], times[0], times[3]]);
  });

  it('goes on without repeating, several lines of one moment included', () => {
    const log = [
      '2026-01-01T00:00:00.1Z a',
      '2026-01-01T00:00:00.2Z b',
      '2026-01-01T00:00:00.2Z b',
      '2026-01-01T00:00:00.2Z c',
      '2026-01-01T00:00:00.3Z d',
    ].map(text => line(text));
    for (let stop = 1; stop <= log.length; stop += 1) {
      const position = new LogPosition();
      const seen = log.slice(0, stop).filter(item => position.advance(item));
      position.resume();
      // The API answers everything from that time on, at times from a little before.
      seen.push(...log.filter(item => position.advance(item)));
      expect(seen.map(item => item.line.text).join('')).toBe('abbcd');
    }
  });
});
