import { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  DashboardPanel,
  ReadRequest,
  Result,
  SeriesResult,
  TitaniumErrorCode,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumRequestError,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { stubBrowser } from '../charts/testing/browser';
import {
  fakeBackend,
  fakeDelivery,
  fakeHistory,
} from '../delivery/testing/fakes';
import { MetricsContent } from './MetricsContent';
import { change, signalsOf } from './signals/model';

const MINUTE = 60_000;
const T0 = Date.parse('2026-01-08T00:30:00Z');

function anEntity(annotations: Record<string, string> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'prod-api-gateway',
      annotations: {
        'backstage.io/kubernetes-cluster': 'titanium',
        'backstage.io/kubernetes-id': 'prod-api-gateway',
        'backstage.io/kubernetes-namespace': 'titanium-prod',
        'grafana/dashboard-selector': 'titanium',
        ...annotations,
      },
    },
    spec: { type: 'service' },
  };
}

function line(
  signal: string,
  part: string,
  unit: string,
  values: number[],
  period = 'current',
): SeriesResult['series'][number] {
  return {
    name: signal,
    labels: { signal, part, period, unit },
    points: values.map((value, index) => [T0 + index * MINUTE, value]),
  };
}

const SIGNALS: SeriesResult = {
  type: 'series',
  series: [
    line('traffic', 'total', 'reqps', [100, 120]),
    line('traffic', 'total', 'reqps', [100, 100], 'previous'),
    line('errors', 'total', 'percentunit', [0.001, 0.0731]),
    line('errors', 'total', 'percentunit', [0.001, 0.001], 'previous'),
    line('latency', 'p95', 'ms', [100, 105]),
    line('latency', 'p95', 'ms', [100, 102], 'previous'),
    line('saturation', 'cpu', 'percentunit', [0.2, 0.3]),
    line('saturation', 'memory', 'percentunit', [0.5, 0.85]),
  ],
};

function aPanel(
  id: number,
  type: string,
  title: string,
  more: Partial<DashboardPanel> = {},
): DashboardPanel {
  return {
    id,
    type,
    title,
    description: null,
    grid: { x: 0, y: id * 8, w: 12, h: 8 },
    unit: 'percentunit',
    decimals: null,
    min: null,
    max: null,
    thresholds: [
      { from: null, state: 'healthy' },
      { from: 0.05, state: 'failed' },
    ],
    draw: { stacked: false, fill: false, points: false },
    legend: true,
    row: null,
    url: null,
    ...more,
  };
}

const PANELS = [
  aPanel(1, 'timeseries', 'Share of errors', { row: 'Errors' }),
  aPanel(2, 'stat', 'Errors now'),
  aPanel(3, 'gauge', 'Disk', { unit: 'percent', thresholds: [] }),
  aPanel(4, 'bargauge', 'By pod'),
  aPanel(5, 'table', 'By answer', { thresholds: [] }),
  aPanel(6, 'heatmap', 'Durations'),
];

const frame = (displayName: string, labels: object, values: number[]) => ({
  name: null,
  fields: [
    {
      name: 'Time',
      type: 'time' as const,
      labels: {},
      displayName: 'Time',
      unit: null,
      values: values.map((_, index) => T0 + index * MINUTE),
    },
    {
      name: 'Value',
      type: 'number' as const,
      labels: labels as Record<string, string>,
      displayName,
      unit: null,
      values,
    },
  ],
});

const FRAMES: Record<number, Result> = {
  1: frames([frame('prod-api-gateway', {}, [0.01, 0.0731])]),
  2: frames([frame('5xx', {}, [0.01, 0.0731])]),
  3: frames([frame('disk', {}, [41])]),
  4: frames([frame('pod-a', {}, [0.01]), frame('pod-b', {}, [0.2])]),
  5: frames([
    frame('{response_code="200"}', { response_code: '200' }, [0.9]),
    frame('{response_code="503"}', { response_code: '503' }, [0.1]),
  ]),
};

function frames(given: ReturnType<typeof frame>[]): Result {
  return { type: 'frames', frames: given, errors: [], stepMs: MINUTE };
}

const failure = (message: string, code: string, status = 503) =>
  new TitaniumRequestError({
    message,
    status,
    code: code as TitaniumErrorCode,
  });

type Answers = Record<string, (input: any) => Result>;

const ANSWERS: Answers = {
  'metrics.signals': () => SIGNALS,
  'alerts.history': () => ({ type: 'series', series: [] }),
  'grafana.dashboards': () => ({
    type: 'dashboards',
    items: [
      { uid: 'golden', title: 'Golden signals', tags: [], url: null },
      { uid: 'nodes', title: 'Nodes', tags: [], url: 'https://g.example/d/n' },
    ],
  }),
  'grafana.dashboard': ({ uid }) => ({
    type: 'dashboard',
    uid,
    title: uid,
    url: null,
    refresh: null,
    panels: PANELS,
    variables: [
      {
        name: 'service',
        label: 'Service',
        options: ['prod-api-gateway', 'prod-auth-service'].map(value => ({
          text: value,
          value,
        })),
        current: ['prod-auth-service'],
        multi: false,
      },
    ],
  }),
  'grafana.panel': ({ panel }) => FRAMES[panel],
};

function show(
  options: { answers?: Answers; entity?: Entity; route?: string } = {},
) {
  const answers = { ...ANSWERS, ...options.answers };
  const read = jest.fn(async ({ action }: ReadRequest) => ({
    result: answers[action!.id](action!.input),
    action: action!.id,
    input: {},
    command: null,
    target: {} as never,
    defaults: {},
    at: new Date().toISOString(),
  }));
  const backend = fakeBackend({ read });
  renderInTestApp(
    <TestApiProvider apis={[[titaniumApiRef, backend.api]]}>
      <EntityProvider entity={options.entity ?? anEntity()}>
        <MetricsContent />
      </EntityProvider>
    </TestApiProvider>,
    { initialRouteEntries: [options.route ?? '/'] },
  );
  const inputs = (id: string) =>
    read.mock.calls
      .filter(([{ action }]) => action?.id === id)
      .map(([{ action }]) => action!.input);
  return { backend, read, inputs };
}

const panel = (name: string) => screen.findByRole('group', { name });

beforeAll(stubBrowser);

describe('golden signals', () => {
  it('say their value, their state and how it was before', async () => {
    const { inputs } = show();
    const errors = within(await panel('Errors'));
    expect(errors.getAllByText('7.31 %')[0]).toBeInTheDocument();
    expect(errors.getByText('critical')).toBeInTheDocument();
    expect(
      errors.getByText('3.71 % on average, 0.1 % in the period before'),
    ).toBeInTheDocument();
    expect(
      within(await panel('Traffic')).getByText(
        '110 req/s on average, 10 % more than in the period before',
      ),
    ).toBeInTheDocument();
    expect(
      within(await panel('Saturation')).getByText('warning'),
    ).toBeInTheDocument();
    expect(inputs('metrics.signals')[0]).toEqual({
      cluster: 'titanium',
      range: { last: 3600 },
      compare: true,
    });
  });

  it('ask for the time of the link', async () => {
    const { inputs } = show({ route: '/?from=1000&to=61000' });
    await panel('Errors');
    const range = { from: 1000, to: 61_000 };
    expect(inputs('metrics.signals')[0]).toMatchObject({ range });
    await panel('Share of errors');
    expect(inputs('grafana.panel')[0]).toMatchObject({ range });
  });

  it('stay while Prometheus is away, say so, and come back', async () => {
    let down = false;
    show({
      answers: {
        'metrics.signals': () => {
          if (down) {
            throw failure('Prometheus answers 503', 'platform-unavailable');
          }
          return SIGNALS;
        },
      },
    });
    await panel('Errors');
    down = true;
    fireEvent.keyDown(document.body, { key: 'r' });
    expect(
      await screen.findByText('Prometheus answers 503'),
    ).toBeInTheDocument();
    expect(within(await panel('Errors')).getByText('critical')).toBeVisible();
    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(
        screen.queryByText('Prometheus answers 503'),
      ).not.toBeInTheDocument(),
    );
  });

  it('name the annotation that is missing', async () => {
    show({
      entity: anEntity({ 'backstage.io/kubernetes-id': '' }),
      answers: {
        'metrics.signals': () => {
          throw failure('no selector', 'missing-annotation', 400);
        },
      },
    });
    expect(
      await screen.findByText(
        `titanium/prometheus-selector: '{namespace="titanium-prod", app="prod-api-gateway"}'`,
      ),
    ).toBeInTheDocument();
  });

  it('compare means where that says something', () => {
    expect(change(1, 0)).toMatchObject({ kind: 'values' });
    expect(change(0, 0)).toMatchObject({ kind: 'same' });
    expect(change(103, 100)).toMatchObject({ kind: 'same' });
    expect(change(50, 100)).toEqual({ kind: 'less', percent: 50 });
    expect(change(null, 100)).toMatchObject({ kind: 'none' });
    const [traffic] = signalsOf({ type: 'series', series: [] }, String, String);
    expect(traffic).toMatchObject({ value: null, mean: null });
  });
});

describe('dashboards', () => {
  it('draw each kind of panel, and send others to Grafana', async () => {
    show();
    expect(
      within(await panel('Share of errors')).getByRole('table'),
    ).toHaveTextContent('prod-api-gateway7.31 %');
    const stat = within(await panel('Errors now'));
    expect(await stat.findByText('7.31 %')).toBeInTheDocument();
    expect(stat.getByText('critical')).toBeInTheDocument();
    expect(
      await within(await panel('Disk')).findByText('41 %'),
    ).toBeInTheDocument();
    const pods = within(await panel('By pod'));
    expect(await pods.findByText('20 %')).toBeInTheDocument();
    expect(pods.getByText('critical')).toBeInTheDocument();
    const answers = within(
      (await screen.findAllByRole('group', { name: 'By answer' }))[0],
    );
    expect(await answers.findByText('503')).toBeInTheDocument();
    expect(answers.getByText('response_code')).toBeInTheDocument();
    expect(
      within(await panel('Durations')).getByText(/heatmap.*Grafana only/),
    ).toBeInTheDocument();
  });

  it('begin with this service, and keep what is chosen in the link', async () => {
    const { inputs } = show();
    await panel('Errors now');
    await waitFor(() =>
      expect(inputs('grafana.panel')[0]).toMatchObject({
        uid: 'golden',
        variables: { service: ['prod-api-gateway'] },
      }),
    );
    fireEvent.mouseDown(screen.getByRole('button', { name: /Service/ }));
    await userEvent.click(
      screen.getByRole('option', { name: 'prod-auth-service' }),
    );
    await waitFor(() =>
      expect(inputs('grafana.panel').slice(-1)[0]).toMatchObject({
        variables: { service: ['prod-auth-service'] },
      }),
    );
  });

  it('open as the link says, but ask only for values there are', async () => {
    const { inputs } = show({
      route: '/?dashboard=nodes&var-service=%22%7D%20or%20up%7B',
    });
    await panel('Errors now');
    await waitFor(() =>
      expect(inputs('grafana.panel')[0]).toMatchObject({
        uid: 'nodes',
        variables: { service: ['prod-api-gateway'] },
      }),
    );
    expect(
      screen.getByRole('link', { name: /Open in Grafana/ }),
    ).toHaveAttribute('href', 'https://g.example/d/n');
  });

  it('lose one panel alone, in the words of the platform', async () => {
    let down = true;
    show({
      answers: {
        'grafana.panel': ({ panel: id }) => {
          if (id === 2 && down) {
            throw failure('bad_data: too many samples', 'platform-rejected');
          }
          return FRAMES[id];
        },
      },
    });
    const broken = within(await panel('Errors now'));
    expect(
      await broken.findByText('bad_data: too many samples'),
    ).toBeInTheDocument();
    expect(
      await within(await panel('Disk')).findByText('41 %'),
    ).toBeInTheDocument();
    down = false;
    await userEvent.click(broken.getByRole('button', { name: 'Try again' }));
    expect(await broken.findByText('7.31 %')).toBeInTheDocument();
  });

  it('are not there without Grafana, while the signals are', async () => {
    show({
      answers: {
        'grafana.dashboards': () => {
          throw failure(
            'Set titanium.observability.titanium.grafana.url.',
            'not-installed',
            404,
          );
        },
      },
    });
    expect(await panel('Errors')).toBeInTheDocument();
    expect(
      await screen.findByText('No dashboards without Grafana'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/The golden signals above work without it/),
    ).toBeInTheDocument();
  });

  it('name the annotation that selects them', async () => {
    const { metadata, ...rest } = anEntity();
    const { 'grafana/dashboard-selector': _, ...annotations } =
      metadata.annotations!;
    show({ entity: { ...rest, metadata: { ...metadata, annotations } } });
    expect(
      await screen.findByText('grafana/dashboard-selector: prod-api-gateway'),
    ).toBeInTheDocument();
  });
});

it('marks what happened, with the way to the logs of that time', async () => {
  const { backend } = show({
    route: `/?from=${T0 - 60 * MINUTE}&to=${T0 + 60 * MINUTE}`,
  });
  const deployedAt = '2026-01-08T00:30:30Z';
  backend.show(
    'delivery',
    fakeDelivery({ history: [fakeHistory(8, { deployedAt })] }),
  );
  const [mark] = await screen.findAllByRole('button', { name: /8f3c1d2/ });
  await userEvent.click(mark);
  const dialog = within(
    await screen.findByRole('dialog', { name: 'What happened here' }),
  );
  expect(dialog.getByRole('link', { name: 'Logs from here' })).toHaveAttribute(
    'href',
    expect.stringMatching(
      /^\/catalog\/default\/component\/prod-api-gateway\/logs\?from=\d+&to=\d+&at=\d+$/,
    ),
  );
  expect(
    dialog.getByRole('link', { name: 'Error lines from here' }),
  ).toHaveAttribute('href', expect.stringMatching(/&at=\d+&level=error&/));
});
