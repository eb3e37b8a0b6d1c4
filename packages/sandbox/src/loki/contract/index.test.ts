import { NS_PER_S } from './__testUtils__/client';
import { useLoki } from './__testUtils__/context';

jest.setTimeout(60_000);

/** What is known of streams without reading them, and of the fields in their lines. */
describe('Loki API: streams and fields', () => {
  const loki = useLoki();

  beforeAll(async () => {
    const base = (await loki().now()) - 600n * NS_PER_S;
    await loki().push({ app: 'one', team: 'a' }, [
      [base, '{"status":200,"path":"/","ok":true}'],
      [base + 1n, '{"status":404,"path":"/x","ok":false}'],
    ]);
    await loki().push({ app: 'two' }, [[base, 'took=5ms']]);
  });

  it('lists labels and their values, of all streams and of some', async () => {
    const names = await loki().api('labels');
    expect(names.json.status).toBe('success');
    expect(names.json.data).toEqual(expect.arrayContaining(['app', 'run']));
    const query = loki().selector;
    expect((await loki().api('label/app/values', { query })).json.data).toEqual(
      ['one', 'two'],
    );
    const some = await loki().api('labels', {
      query: `{run="${loki().run}", app="two"}`,
    });
    expect(some.json.data).not.toContain('team');
    const none = await loki().api('label/nothing/values');
    expect(none.json.data ?? []).toEqual([]);
  });

  it('lists series', async () => {
    const { json } = await loki().api('series', { 'match[]': loki().selector });
    expect(json.data).toHaveLength(2);
    expect(json.data[0]).toMatchObject({ run: loki().run });
    expect((await loki().api('series')).status).toBe(400);
  });

  it('takes parameters as a form, too', async () => {
    const reply = await loki().post('query_range', { query: loki().selector });
    expect(reply.json.data.result.length).toBeGreaterThan(0);
  });

  it('estimates what a query would read', async () => {
    const { json } = await loki().api('index/stats', {
      query: loki().selector,
    });
    expect(Object.keys(json).sort()).toEqual([
      'bytes',
      'chunks',
      'entries',
      'streams',
    ]);
    const volume = await loki().api('index/volume', { query: loki().selector });
    expect(volume.json.data.resultType).toBe('vector');
    const range = await loki().api('index/volume_range', {
      query: loki().selector,
      step: '300',
    });
    expect(range.json.data.resultType).toBe('matrix');
  });

  it('detects fields', async () => {
    const { json } = await loki().api('detected_fields', {
      query: `{run="${loki().run}", app="one"}`,
    });
    expect(json.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          label: 'status',
          type: 'int',
          cardinality: 2,
          parsers: ['json'],
        }),
        expect.objectContaining({ label: 'ok', type: 'boolean' }),
        expect.objectContaining({ label: 'path', type: 'string' }),
      ]),
    );
    const values = await loki().api('detected_field/status/values', {
      query: `{run="${loki().run}", app="one"}`,
    });
    expect(values.json.values.sort()).toEqual(['200', '404']);
  });

  it('knows no other paths', async () => {
    expect((await loki().api('nothing')).status).toBe(404);
    expect((await loki().api('push')).status).toBe(405);
    const tail = await loki().api('tail', { query: '{app="x"}' });
    expect([tail.status, tail.text]).toEqual([400, 'Bad Request']);
  });
});
