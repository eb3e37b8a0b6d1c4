import { ServerResponse } from 'node:http';
import { LineStream } from './stream';

function createStream() {
  const written: string[] = [];
  const response = {
    writableEnded: false,
    destroyed: false,
    writableLength: 0,
    write: (text: string) => written.push(text),
    end() {
      this.writableEnded = true;
    },
    destroy() {
      this.destroyed = true;
    },
  };
  const faults = { latencyMs: 0, forbidden: false, silent: false };
  const stream = new LineStream(response as unknown as ServerResponse, faults);
  return { stream, faults, response, written };
}

const turn = () => new Promise(resolve => process.nextTick(resolve));

describe('LineStream', () => {
  it('writes the lines of one turn at once', async () => {
    const { stream, written } = createStream();
    stream.write('a\n');
    stream.write('b\n');
    await turn();
    expect(written).toEqual(['a\nb\n']);
  });

  it('writes what is left before it ends', () => {
    const { stream, written, response } = createStream();
    stream.write('a\n');
    stream.end();
    expect(written).toEqual(['a\n']);
    expect(response.writableEnded).toBe(true);
    stream.write('late\n');
    expect(written).toHaveLength(1);
  });

  it('holds lines back in silence and keeps their order', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick'] });
    const { stream, faults, written } = createStream();
    faults.silent = true;
    stream.write('a\n');
    jest.advanceTimersByTime(10_000);
    await turn();
    expect(written).toEqual([]);
    faults.silent = false;
    stream.write('b\n');
    jest.advanceTimersByTime(1_000);
    await turn();
    expect(written).toEqual(['a\nb\n']);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('cuts off a reader that does not read', async () => {
    const { stream, response } = createStream();
    response.writableLength = 64 * 1024 * 1024;
    stream.write('a\n');
    await turn();
    expect(response.destroyed).toBe(true);
  });
});
