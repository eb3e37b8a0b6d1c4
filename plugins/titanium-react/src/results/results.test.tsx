import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import { ResultView } from './ResultView';
import { summarize } from './summary';
import { resultToText } from './toText';

const pods = (rows: (string | null)[][]): Result => ({
  type: 'table',
  columns: [
    { name: 'Name', type: 'string' },
    { name: 'Ready', type: 'string' },
    { name: 'Status', type: 'string' },
    { name: 'Node', type: 'string', wide: true },
  ],
  rows: rows.map(cells => ({ cells, ref: { kind: 'pod', name: cells[0]! } })),
});

describe('summarize', () => {
  it('counts pods and those that are not ready, without completed ones', () => {
    expect(
      summarize(
        pods([
          ['a', '2/2', 'Running', null],
          ['b', '1/2', 'CrashLoopBackOff', null],
          ['backup', '0/1', 'Completed', null],
        ]),
      ),
    ).toEqual({ type: 'count', unit: 'pods', count: 3, notReady: 1 });
  });

  it('shows a single line of text as it is', () => {
    expect(
      summarize({ type: 'text', text: 'deployment successfully rolled out\n' }),
    ).toEqual({ type: 'text', text: 'deployment successfully rolled out' });
  });
});

describe('resultToText', () => {
  it('prints columns as the command would', () => {
    expect(resultToText(pods([['gateway', '2/2', 'Running', 'node-1']]))).toBe(
      'Name      Ready   Status    Node\ngateway   2/2     Running   node-1',
    );
  });
});

describe('ResultView', () => {
  it('keeps wide columns back until asked for', async () => {
    await renderInTestApp(
      <ResultView
        label="Pods"
        result={pods([['a', '2/2', 'Running', 'n1']])}
      />,
    );
    expect(screen.getAllByRole('columnheader')).toHaveLength(3);
    screen.getByRole('button', { name: 'All columns' }).click();
    expect(await screen.findByRole('cell', { name: 'n1' })).toBeVisible();
  });

  it('draws only what is in sight of a long table', async () => {
    await renderInTestApp(
      <ResultView
        label="Pods"
        result={pods(
          Array.from({ length: 5000 }, (_, i) => [
            `pod-${i}`,
            '1/1',
            'Running',
            null,
          ]),
        )}
      />,
    );
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '5001');
    expect(screen.getAllByRole('row').length).toBeLessThan(200);
  });

  it('makes escapes and direction marks of a log harmless and visible', async () => {
    await renderInTestApp(
      <ResultView
        label="Logs"
        result={{
          type: 'logs',
          lines: [
            {
              time: '2026-01-01T00:00:00Z',
              text: '\u001b[31mred\u001b[0m \u001b]8;;javascript:alert(1)\u0007link\u001b]8;;\u0007 \u202egnp',
            },
          ],
        }}
      />,
    );
    expect(screen.getByText('red link \\u202egnp')).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('draws values over time as lines, broken where a value is missing', async () => {
    const points = (values: (number | null)[]) =>
      values.map((value, index): [number, number | null] => [
        index * 60_000,
        value,
      ]);
    await renderInTestApp(
      <ResultView
        label="Errors"
        result={{
          type: 'series',
          unit: 'percentunit',
          series: [
            { name: 'a', labels: {}, points: points([0, 0.05, null, 0.1]) },
            { name: 'b', labels: {}, points: points([0.01, 0.01, 0.01, 0.01]) },
          ],
        }}
      />,
    );
    const chart = screen.getByRole('img', {
      name: 'Chart of Errors: 2 lines between 0 % and 10 %',
    });
    expect(chart.querySelector('path')!.getAttribute('d')).toMatch(
      /^M[^M]*L[^M]*M[^LM]*$/,
    );
    expect(screen.getByRole('row', { name: /^a/ })).toHaveTextContent('10 %');
  });

  it('shows one moment as values only', async () => {
    await renderInTestApp(
      <ResultView
        label="Up"
        result={{
          type: 'series',
          kind: 'instant',
          series: [{ name: 'up', labels: {}, points: [[0, 1]] }],
        }}
      />,
    );
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    expect(screen.getByRole('row', { name: /^up/ })).toHaveTextContent('1');
  });

  it('compares what differs, object by object', async () => {
    await renderInTestApp(
      <ResultView
        label="Difference"
        result={{
          type: 'diff',
          objects: [
            {
              ref: { kind: 'deployment', name: 'gateway' },
              change: 'changed',
              live: 'image: v1\n',
              desired: 'image: v2\n',
              entries: [{ path: 'image', before: '"v1"', after: '"v2"' }],
            },
            {
              ref: { kind: 'configmap', name: 'old' },
              change: 'extra',
              live: 'kind: ConfigMap\n',
              desired: null,
              entries: [],
            },
          ],
        }}
      />,
    );
    expect(
      screen.getByRole('button', {
        name: /deployment\/gateway differs 1 field/,
      }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(
      screen.getByRole('region', { name: 'Difference: deployment/gateway' }),
    ).toHaveTextContent('image: v2');
    expect(
      screen.getByRole('button', { name: /configmap\/old to be pruned/ }),
    ).toBeVisible();
  });

  it('says the level of a line where it is known', async () => {
    await renderInTestApp(
      <ResultView
        label="Logs"
        result={{
          type: 'logs',
          lines: [
            {
              time: '2026-01-01T00:00:00Z',
              text: 'upstream failed',
              level: 'error',
              labels: { app: 'gateway' },
            },
          ],
        }}
      />,
    );
    expect(screen.getByText('ERROR')).toHaveAttribute(
      'title',
      expect.stringContaining('app=gateway'),
    );
  });
});
