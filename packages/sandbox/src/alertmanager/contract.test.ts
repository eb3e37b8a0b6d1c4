import { useTarget } from '../prometheus/contract/__testUtils__/target';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const HOUR_MS = 60 * 60_000;

/** What any Alertmanager answers; `TITANIUM_SANDBOX_ALERTMANAGER_URL` names another one. */
describe('the HTTP API of the Alertmanager', () => {
  const url = useTarget(
    'TITANIUM_SANDBOX_ALERTMANAGER_URL',
    ({ alertmanager }) => alertmanager,
  );

  async function send(path: string, options: RequestInit = {}) {
    const response = await fetch(`${url()}/api/v2/${path}`, options);
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }
  const post = (path: string, body: unknown) =>
    send(path, {
      method: 'POST',
      headers: JSON_TYPE,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  /** The server's own time: it may be another one than ours. */
  const now = async () => {
    const response = await fetch(`${url()}/-/ready`);
    return Date.parse(response.headers.get('date')!);
  };
  const iso = (time: number) => new Date(time).toISOString();
  const labels = (name: string, more = {}) => ({
    alertname: name,
    namespace: 'contract',
    ...more,
  });
  const named = (name: string) =>
    `alerts?filter=${encodeURIComponent(`alertname="${name}"`)}`;

  async function silence(more: Record<string, unknown> = {}) {
    const time = await now();
    return {
      matchers: [{ name: 'alertname', value: 'Held', isRegex: false }],
      startsAt: iso(time - 1000),
      endsAt: iso(time + HOUR_MS),
      createdBy: 'user:default/operator',
      comment: 'known, being fixed',
      ...more,
    };
  }

  it('says that it is well, and what it is', async () => {
    for (const path of ['/-/healthy', '/-/ready']) {
      const response = await fetch(`${url()}${path}`);
      expect([response.status, await response.text()]).toEqual([200, 'OK']);
    }
    const { body } = await send('status');
    expect(body).toMatchObject({
      cluster: { status: expect.any(String) },
      config: { original: expect.stringContaining('receivers:') },
      versionInfo: { version: expect.stringMatching(/^0\./) },
    });
    expect(await send('nothing')).toEqual({
      status: 404,
      body: { code: 404, message: 'path /api/v2/nothing was not found' },
    });
    expect((await send('alerts', { method: 'PUT' })).body).toEqual({
      code: 405,
      message: 'method PUT is not allowed, but [GET,POST] are',
    });
  });

  it('holds alerts, with the fingerprint of their labels', async () => {
    const own = { alertname: 'A', namespace: 'n', service: 's' };
    const sent = await post('alerts', [
      {
        labels: { ...own, severity: 'critical', empty: '' },
        annotations: { summary: 'hi' },
        generatorURL: 'http://x/y',
      },
    ]);
    expect(sent).toEqual({ status: 200, body: undefined });
    const { body } = await send(named('A'));
    expect(body).toEqual([
      {
        annotations: { summary: 'hi' },
        endsAt: expect.any(String),
        startsAt: expect.any(String),
        updatedAt: expect.any(String),
        fingerprint: 'e795315de905efec',
        generatorURL: 'http://x/y',
        receivers: [{ name: expect.any(String) }],
        status: { state: 'active', silencedBy: [], inhibitedBy: [] },
        labels: { ...own, severity: 'critical' },
      },
    ]);
    const { body: groups } = await send('alerts/groups');
    expect(
      groups.filter((group: any) => group.labels.alertname === 'A'),
    ).toEqual([
      {
        alerts: body,
        labels: expect.objectContaining({ alertname: 'A', namespace: 'n' }),
        receiver: body[0].receivers[0],
      },
    ]);
  });

  it('lets a critical alert hold the warnings of its service', async () => {
    const service = { service: 'inhibited' };
    await post('alerts', [
      { labels: labels('Cause', { severity: 'critical', ...service }) },
      { labels: labels('Effect', { severity: 'warning', ...service }) },
    ]);
    const [cause] = (await send(named('Cause'))).body;
    const [effect] = (await send(named('Effect'))).body;
    expect(effect.status).toEqual({
      state: 'suppressed',
      silencedBy: [],
      inhibitedBy: [cause.fingerprint],
    });
    expect((await send(`${named('Effect')}&inhibited=false`)).body).toEqual([]);
  });

  it('silences an alert, changes the silence and ends it', async () => {
    await post('alerts', [{ labels: labels('Held') }]);
    const wanted = await silence();
    const { body: created } = await post('silences', wanted);
    const id = created.silenceID;
    const { body: stored } = await send(`silence/${id}`);
    expect(stored).toMatchObject({
      id,
      status: { state: 'active' },
      matchers: [
        { name: 'alertname', value: 'Held', isRegex: false, isEqual: true },
      ],
      createdBy: wanted.createdBy,
      comment: wanted.comment,
    });
    const [alert] = (await send(named('Held'))).body;
    expect(alert.status).toEqual({
      state: 'suppressed',
      silencedBy: [id],
      inhibitedBy: [],
    });
    expect((await send(`${named('Held')}&silenced=false`)).body).toEqual([]);
    expect((await send(`${named('Held')}&active=false`)).body).toHaveLength(1);

    const longer = {
      ...wanted,
      id,
      startsAt: stored.startsAt,
      endsAt: iso(Date.parse(wanted.endsAt as string) + HOUR_MS),
    };
    expect((await post('silences', longer)).body.silenceID).toBe(id);
    const other = {
      ...longer,
      matchers: [{ ...stored.matchers[0], value: 'Other' }],
    };
    const { silenceID: replaced } = (await post('silences', other)).body;
    expect(replaced).not.toBe(id);
    expect((await send(`silence/${id}`)).body.status.state).toBe('expired');

    expect(
      (await send(`silence/${replaced}`, { method: 'DELETE' })).status,
    ).toBe(200);
    const { body: list } = await send('silences');
    expect(
      list
        .filter((item: any) => [id, replaced].includes(item.id))
        .map((item: any) => item.status.state),
    ).toEqual(['expired', 'expired']);
    expect((await send(named('Held'))).body[0].status.state).toBe('active');
  });

  const matcher = (more: Record<string, unknown>) => ({
    matchers: [{ name: 'a', value: 'x', isRegex: false, ...more }],
  });
  const missing = (field: string) => ({
    code: 602,
    message: `${field} in body is required`,
  });

  it.each([
    [{ comment: undefined }, 422, missing('comment')],
    [{ matchers: undefined }, 422, missing('matchers')],
    [matcher({ isRegex: undefined }), 422, missing('matchers.0.isRegex')],
    [
      { matchers: [] },
      422,
      { code: 612, message: 'matchers in body should have at least 1 items' },
    ],
    [
      matcher({ value: '' }),
      400,
      'silence invalid: at least one matcher must not match the empty string',
    ],
    [
      matcher({ name: 'a-b' }),
      400,
      'silence invalid: invalid label matcher 0: invalid label name "a-b"',
    ],
    [
      matcher({ value: '(', isRegex: true }),
      400,
      'silence invalid: invalid label matcher 0: invalid regular expression "(": error parsing regexp: missing closing ): `(`',
    ],
    [
      { startsAt: '2000-01-02T00:00:00Z', endsAt: '2000-01-01T00:00:00Z' },
      400,
      'Failed to create silence: start time must be before end time',
    ],
    [
      { startsAt: '2000-01-01T00:00:00Z', endsAt: '2000-01-02T00:00:00Z' },
      400,
      "Failed to create silence: end time can't be in the past",
    ],
    [{ id: 'f0c4d3c2-0000-4000-8000-000000000000' }, 404, 'silence not found'],
    [
      { endsAt: 'x' },
      400,
      {
        code: 400,
        message:
          'parsing silence body from "" failed, because parsing time "x" as "2006-01-02 15:04:05": cannot parse "x" as "2006"',
      },
    ],
    [
      matcher({ value: 7 }),
      400,
      {
        code: 400,
        message:
          'parsing silence body from "" failed, because json: cannot unmarshal number into Go struct field Matcher.matchers.value of type string',
      },
    ],
  ])('refuses a silence with %j', async (change, status, body) => {
    expect(await post('silences', await silence(change))).toEqual({
      status,
      body,
    });
  });

  it.each([
    [[{ labels: {} }], 400, 'at least one label pair required'],
    [
      [{ labels: { 'a-b': 'x' } }],
      400,
      'invalid label set: invalid name "a-b"',
    ],
    [[{}], 422, missing('0.labels')],
    [
      {},
      400,
      {
        code: 400,
        message:
          'parsing alerts body from "" failed, because json: cannot unmarshal object into Go value of type models.PostableAlerts',
      },
    ],
    [
      [
        {
          labels: { a: 'x' },
          startsAt: '2030-01-01T00:00:00Z',
          endsAt: '2029-01-01T00:00:00Z',
        },
      ],
      400,
      'start time must be before end time',
    ],
  ])('refuses alerts like %j', async (alerts, status, body) => {
    expect(await post('alerts', alerts)).toEqual({ status, body });
  });

  it('refuses wrong identifiers, filters and types', async () => {
    const wrong = {
      status: 422,
      body: {
        code: 601,
        message: 'silenceID in path must be of type uuid: "abc"',
      },
    };
    expect(await send('silence/abc')).toEqual(wrong);
    expect(await send('silence/abc', { method: 'DELETE' })).toEqual(wrong);
    expect(await send('silence/f0c4d3c2-0000-4000-8000-000000000000')).toEqual({
      status: 404,
      body: undefined,
    });
    expect(await send('alerts?filter=severity')).toEqual({
      status: 400,
      body: 'bad matcher format: severity',
    });
    expect(await send('alerts?receiver=(')).toEqual({
      status: 400,
      body: 'failed to parse receiver param: error parsing regexp: missing closing ): `^(?:()$`',
    });
    const text = await send('alerts', {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain' },
      body: '[]',
    });
    expect(text).toEqual({
      status: 415,
      body: {
        code: 415,
        message:
          'unsupported media type "text/plain", only [application/json] are allowed',
      },
    });
  });
});
