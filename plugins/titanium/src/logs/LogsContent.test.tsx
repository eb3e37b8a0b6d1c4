import { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  titaniumApiRef,
  TitaniumRequestError,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { LogsContent } from './LogsContent';
import {
  DOWN,
  fakeLines,
  fakeLogs,
  histogramAnswer,
  logsAnswer,
  NOW,
} from './testing/fakeLogs';

jest.mock('./editor/LogqlEditor', () => ({
  __esModule: true,
  // CodeMirror measures what jsdom does not lay out.
  default: (props: {
    value: string;
    label: string;
    onChange: (text: string) => void;
    onRun: () => void;
    error: { offset: number; message: string } | null;
  }) => (
    <textarea
      aria-label={props.label}
      data-error={props.error?.offset}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      onKeyDown={event => event.key === 'Enter' && props.onRun()}
    />
  ),
}));

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'prod-api-gateway',
    annotations: {
      'backstage.io/kubernetes-namespace': 'titanium-prod',
      'titanium/loki-selector':
        '{namespace="titanium-prod", app="api-gateway"}',
    },
  },
  spec: { type: 'service' },
};
const SELECTOR = '{namespace="titanium-prod", app="api-gateway"}';

let search = '';
function Place() {
  search = decodeURIComponent(useLocation().search.replace(/\+/g, ' '));
  return null;
}

function show(backend: ReturnType<typeof fakeLogs>, route = '/') {
  renderInTestApp(
    <TestApiProvider apis={[[titaniumApiRef, backend.api]]}>
      <EntityProvider entity={entity}>
        <LogsContent />
        <Place />
      </EntityProvider>
    </TestApiProvider>,
    { initialRouteEntries: [route] },
  );
}

const good = () =>
  fakeLogs({
    'loki.query': input => logsAnswer(fakeLines(1000), input, true),
    'loki.histogram': histogramAnswer,
  });

const lastQuery = (backend: ReturnType<typeof fakeLogs>) =>
  backend.asked('loki.query').at(-1)?.query;

describe('the Logs tab', () => {
  beforeAll(() => {
    window.matchMedia = query =>
      ({
        matches: query.includes('min-width'),
        media: query,
        addListener: () => {},
        addEventListener: () => {},
        removeEventListener: () => {},
        removeListener: () => {},
      } as unknown as MediaQueryList);
    Object.defineProperties(HTMLElement.prototype, {
      clientHeight: { configurable: true, get: () => 400 },
      clientWidth: { configurable: true, get: () => 800 },
      scrollHeight: {
        configurable: true,
        get(this: HTMLElement) {
          const content = this.querySelector<HTMLElement>('[style^="height"]');
          return parseFloat(content?.style.height ?? '0');
        },
      },
      scrollTo: {
        configurable: true,
        value(this: HTMLElement, { top }: { top: number }) {
          this.scrollTop = top;
          // As in a browser, the event comes after what scrolled.
          setTimeout(() => fireEvent.scroll(this));
        },
      },
    });
  });

  it('shows the newest lines of the service and how many of each level', async () => {
    const backend = good();
    show(backend);
    expect(await screen.findByText('line 999 of 1000')).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: /Error\s*600/ }),
    ).toBeInTheDocument();
    expect(backend.asked('loki.query')[0]).toEqual({
      cluster: null,
      query: SELECTOR,
      scope: 'entity',
      range: { last: 3600 },
      limit: 1000,
      direction: 'backward',
    });
  });

  it('draws only lines in sight of 50,000', async () => {
    const backend = fakeLogs({
      'loki.query': input => logsAnswer(fakeLines(50_000), input),
      'loki.histogram': histogramAnswer,
    });
    show(backend);
    expect(await screen.findByText('line 49999 of 50000')).toBeInTheDocument();
    expect(screen.getAllByText(/^line \d+ of/).length).toBeLessThan(100);
  });

  it('draws the beginning of long lines, and the rest on demand', async () => {
    const long = fakeLines(200).map(line => ({
      ...line,
      text: `${'x'.repeat(64 * 1024)}`,
    }));
    const backend = fakeLogs({
      'loki.query': input => logsAnswer(long, input),
      'loki.histogram': histogramAnswer,
    });
    show(backend);
    const log = await screen.findByRole('log');
    await waitFor(() => expect(log.scrollTop).toBeGreaterThan(3000));
    expect(log.textContent!.length).toBeLessThan(200_000);
    expect(log).not.toHaveTextContent(/x{60000}/);
    const buttons = await screen.findAllByRole('button', {
      name: 'Show all 65536 characters',
    });
    await userEvent.click(buttons.at(-1)!);
    await waitFor(() => expect(log.textContent).toMatch(/x{60000}/));
  });

  it('writes search and levels into the query and the address', async () => {
    const backend = good();
    show(backend);
    await screen.findByText('line 999 of 1000');
    await userEvent.type(
      screen.getByLabelText('Search in lines'),
      'a"b{Enter}',
    );
    await waitFor(() =>
      expect(lastQuery(backend)).toBe(`${SELECTOR} |= "a\\"b"`),
    );
    await userEvent.click(screen.getByRole('button', { name: /^Warn/ }));
    await waitFor(() =>
      expect(lastQuery(backend)).toBe(
        `${SELECTOR} |= "a\\"b" | detected_level=~"warn"`,
      ),
    );
    // Each level keeps its count.
    expect(backend.asked('loki.histogram').at(-1)?.query).toBe(
      `${SELECTOR} |= "a\\"b"`,
    );
    expect(search).toContain('search=a"b');
    expect(search).toContain('level=warn');
  });

  it('runs a query as written and takes filters out of it again', async () => {
    const backend = good();
    show(backend);
    const line = await screen.findByLabelText('Query in LogQL');
    fireEvent.change(line, {
      target: { value: '{pod="a"} | json |~ "x|y" | detected_level=~"error"' },
    });
    fireEvent.keyDown(line, { key: 'Enter' });
    await waitFor(() =>
      expect(lastQuery(backend)).toBe(
        '{pod="a"} | json |~ "x|y" | detected_level=~"error"',
      ),
    );
    expect(screen.getByLabelText('Search in lines')).toHaveValue('x|y');
    expect(screen.getByRole('button', { name: /^Error/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it("underlines what the server refuses, in the server's words", async () => {
    const message = 'parse error at line 1, col 7: syntax error: unexpected |';
    const backend = fakeLogs({
      'loki.query': () =>
        new TitaniumRequestError({
          message,
          status: 400,
          code: 'invalid-input',
        }),
    });
    show(backend, '/?query=%7Ba%3D%22b%22%20%7C');
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
    expect(screen.getByLabelText('Query in LogQL')).toHaveAttribute(
      'data-error',
      '6',
    );
  });

  it('opens a line, filters by what it says and links to it', async () => {
    const backend = good();
    show(backend);
    await userEvent.click(await screen.findByText('line 999 of 1000'));
    expect(await screen.findByText('status')).toBeInTheDocument();
    expect(search).toContain('line=2026-01-01T00:59:59');
    await userEvent.click(
      screen.getByRole('button', { name: 'Without lines of this status' }),
    );
    await waitFor(() =>
      expect(lastQuery(backend)).toBe(`${SELECTOR} | status!="503"`),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove the filter status != 503' }),
    );
    await waitFor(() => expect(lastQuery(backend)).toBe(SELECTOR));
  });

  it('reads older lines while somebody scrolls up', async () => {
    const backend = fakeLogs({
      'loki.query': input =>
        'to' in input.range
          ? logsAnswer(fakeLines(1000, input.range.to), input, true)
          : logsAnswer(fakeLines(1000), input, true),
      'loki.histogram': histogramAnswer,
    });
    show(backend);
    await screen.findByText('line 999 of 1000');
    const log = screen.getByRole('log');
    fireEvent.wheel(log);
    act(() => {
      log.scrollTop = 0;
      fireEvent.scroll(log);
    });
    await waitFor(() => expect(backend.asked('loki.query')).toHaveLength(2));
    await waitFor(() => expect(log.scrollHeight).toBeGreaterThan(39_000));
    // What was read stays in sight.
    expect(log.scrollTop).toBeGreaterThan(19_000);
  });

  it('zooms by keyboard', async () => {
    const backend = good();
    show(backend);
    const bars = await screen.findByRole('application');
    await screen.findByRole('button', { name: /Error\s*600/ });
    bars.focus();
    await userEvent.keyboard(
      '{ArrowLeft}{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}{Enter}',
    );
    await waitFor(() =>
      expect(backend.asked('loki.query').at(-1)?.range).toEqual({
        from: Date.parse('2026-01-01T00:57:00Z'),
        to: Date.parse('2026-01-01T01:00:00Z'),
      }),
    );
  });

  it('stops following to look at a time that is zoomed into', async () => {
    show(good(), '/?live=1');
    const bars = await screen.findByRole('application');
    await screen.findByRole('button', { name: /Error\s*600/ });
    bars.focus();
    await userEvent.keyboard(
      '{ArrowLeft}{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}{Enter}',
    );
    await waitFor(() => expect(search).toMatch(/from=\d+&to=\d+/));
    expect(search).not.toContain('live');
  });

  it('begins at the moment of a link, however far back its lines lie', async () => {
    const all = fakeLines(3000);
    const backend = fakeLogs({
      'loki.query': input => {
        const before = all.filter(
          ({ time }) => Date.parse(`${time.slice(0, 23)}Z`) < input.range.to,
        );
        return logsAnswer(before.slice(-1000), input, before.length > 1000);
      },
      'loki.histogram': histogramAnswer,
    });
    const moment = NOW - 2500 * 1000;
    show(backend, `/?from=${NOW - 3600_000}&to=${NOW}&at=${moment}`);
    expect(await screen.findByText('line 500 of 3000')).toBeInTheDocument();
    expect(screen.queryByText('line 2999 of 3000')).not.toBeInTheDocument();
    expect(backend.asked('loki.query')).toHaveLength(3);
  });

  it('puts the message of an object first, and shows it as written on demand', async () => {
    const text = '{"level":"error","msg":"upstream failed","status":503}';
    const [line] = fakeLines(1);
    show(
      fakeLogs({
        'loki.query': input => logsAnswer([{ ...line, text }], input),
        'loki.histogram': histogramAnswer,
      }),
    );
    expect(await screen.findByText('upstream failed')).toBeInTheDocument();
    expect(screen.getByText('status=')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show lines as they were written' }),
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(search).toContain('raw=1');
  });

  it('follows new lines, waits while somebody reads, and goes on', async () => {
    const backend = good();
    const [line] = fakeLines(1, Date.parse('2026-01-01T01:01:00Z'));
    backend.send('logs', id => ({
      type: 'delta',
      id,
      cursor: 'e:1',
      status: {
        'loki:titanium': {
          state: 'live',
          since: line.time,
          platform: 'Loki of cluster titanium',
        },
      },
    }));
    backend.send('logs', id => ({
      type: 'lines',
      id,
      cursor: 'e:2',
      lines: [{ ...line, text: 'a new line' }],
    }));
    show(backend, '/?live=1');
    expect(await screen.findByText('a new line')).toBeInTheDocument();
    expect(screen.getByText('line 999 of 1000')).toBeInTheDocument();
    const log = screen.getByRole('log');
    // The list may still be on its way to its end.
    await waitFor(() => {
      fireEvent.wheel(log);
      log.scrollTop = 2000;
      fireEvent.scroll(log);
      expect(
        screen.getByRole('button', { name: 'Go to the newest line' }),
      ).toBeInTheDocument();
    });
    act(() =>
      backend.send('logs', id => ({
        type: 'lines',
        id,
        cursor: 'e:3',
        lines: [1, 2, 3].map(number => ({
          ...line,
          time: `2026-01-01T01:02:0${number}.000000000Z`,
          text: `later ${number}`,
        })),
      })),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: '3 newer lines' }),
    );
    expect(await screen.findByText('later 3')).toBeInTheDocument();
  });

  it('shows the logs of the pods while Loki is down, and comes back', async () => {
    let down = true;
    const backend = fakeLogs({
      'loki.query': input => (down ? DOWN : logsAnswer(fakeLines(3), input)),
      'loki.histogram': () => (down ? DOWN : histogramAnswer()),
    });
    backend.send('pods', id => ({
      type: 'snapshot',
      id,
      cursor: 'p:1',
      state: {
        collections: {
          workloads: {
            a: {
              key: 'a',
              kind: 'deployment',
              name: 'gateway',
              desired: 2,
            } as object,
          },
        },
        status: {},
      },
    }));
    backend.send('pod-logs', id => ({
      type: 'lines',
      id,
      cursor: 'l:1',
      lines: [{ time: '2026-01-01T01:00:00Z', text: 'from the pod itself' }],
    }));
    show(backend);
    expect(await screen.findByText('from the pod itself')).toBeInTheDocument();
    expect(screen.getByText(/Loki does not answer/)).toBeInTheDocument();
    expect(screen.getByText(DOWN.message)).toBeInTheDocument();
    down = false;
    expect(
      await screen.findByText('line 2 of 3', {}, { timeout: 8000 }),
    ).toBeInTheDocument();
    expect(screen.queryByText('from the pod itself')).not.toBeInTheDocument();
  }, 20_000);

  it.each([
    [
      {
        message:
          'The entity has no annotation titanium/loki-selector. Add to its metadata.annotations: "titanium/loki-selector: \'{app="x"}\'"',
        status: 400,
        code: 'missing-annotation',
      },
      'titanium/loki-selector: \'{app="x"}\'',
    ],
    [
      { message: 'no', status: 403, code: 'not-permitted' },
      'You may not see the logs of this service',
    ],
    [
      { message: 'no org id', status: 502, code: 'platform-forbidden' },
      "Loki refuses the portal's account",
    ],
    [
      { message: 'none', status: 404, code: 'not-installed' },
      'Logs are not installed',
    ],
  ])('says what to do about %j', async (error, words) => {
    const backend = fakeLogs({
      'loki.query': () => new TitaniumRequestError(error as never),
    });
    show(backend);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('teaches where nothing is found', async () => {
    const backend = fakeLogs({
      'loki.query': input => logsAnswer([], input),
      'loki.histogram': () => ({ type: 'series', series: [] }),
    });
    show(backend, '/?search=x');
    expect(
      await screen.findByText('No lines in this time'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all filters' }),
    );
    await waitFor(() => expect(lastQuery(backend)).toBe(SELECTOR));
    await userEvent.click(
      screen.getByRole('button', { name: 'Look at the last 6 hours' }),
    );
    await waitFor(() =>
      expect(backend.asked('loki.query').at(-1)?.range).toEqual({
        last: 21_600,
      }),
    );
  });
});
