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
});
