import { renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { alignSeries, stack, stateOf, summarize } from './data';
import { stubBrowser } from './testing/browser';
import { TimeChart } from './TimeChart';
import { formatValue } from './units';

const MINUTE = 60_000;
const T0 = Date.parse('2026-01-01T00:00:00Z');

describe('values with their units', () => {
  it.each([
    [1234, 'reqps', '1,234 req/s'],
    [12_340, 'reqps', '12.3 k req/s'],
    [0.0456, 'percentunit', '4.56 %'],
    [41.26, 'percent', '41.3 %'],
    [0.2, 'ms', '200 µs'],
    [1250, 'ms', '1.25 s'],
    [0, 'ms', '0 s'],
    [0.5, 's', '500 ms'],
    [188_743_680, 'bytes', '180 MiB'],
    [1_500_000, 'decbytes', '1.5 MB'],
    [0.25, 'cores', '0.25 CPU'],
    [3, 'short', '3'],
    [3, 'suffix: pods', '3  pods'],
    [null, 'ms', '–'],
    [Infinity, 'ms', '∞'],
    [5, 'nobody-knows', '5'],
  ])('says %s %s as %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  it('keeps to the decimals that were asked for', () => {
    expect(formatValue(1.2345, 'percent', 1)).toBe('1.2 %');
  });
});

describe('series on common times', () => {
  const series = (key: string, minutes: number[]) => ({
    key,
    name: key,
    points: minutes.map(each => [T0 + each * MINUTE, each] as const),
  });

  it('leave gaps where nothing was measured', () => {
    const data = alignSeries([
      series('a', [0, 1, 2, 5, 6]),
      series('b', [1, 6]),
    ]);
    expect(data.times.map(time => (time - T0) / MINUTE)).toEqual([
      0, 1, 2, 3, 5, 6,
    ]);
    expect(data.series[0].values).toEqual([0, 1, 2, null, 5, 6]);
    expect(data.series[1].values).toEqual([null, 1, null, null, null, 6]);
  });

  it('stack what is there', () => {
    const data = alignSeries([series('a', [0, 1, 3]), series('b', [1, 3])]);
    expect(stack(data)).toEqual([
      [0, 1, null, 3],
      [0, 2, null, 6],
    ]);
  });

  it('are summed up without their gaps', () => {
    expect(summarize([3, null, 1, null])).toEqual({
      last: 1,
      min: 1,
      max: 3,
      mean: 2,
    });
    expect(summarize([null])).toEqual({
      last: null,
      min: null,
      max: null,
      mean: null,
    });
  });

  it('mean a state by their thresholds', () => {
    const thresholds = [
      { from: null, state: 'healthy' as const },
      { from: 0.05, state: 'failed' as const },
    ];
    expect(stateOf(0.04, thresholds)).toBe('healthy');
    expect(stateOf(0.05, thresholds)).toBe('failed');
    expect(stateOf(null, thresholds)).toBeUndefined();
  });
});

describe('a chart', () => {
  const data = alignSeries([
    { key: 'a', name: 'GET', points: [[T0, 1] as const, [T0 + MINUTE, 2]] },
    { key: 'b', name: 'POST', points: [[T0, 5] as const, [T0 + MINUTE, 7]] },
  ]);

  beforeAll(stubBrowser);

  it('says in a table what it draws', async () => {
    renderInTestApp(<TimeChart title="Traffic" data={data} unit="reqps" />);
    const table = await screen.findByRole('table', { name: /^Traffic/ });
    const rows = within(table).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('GET2 req/s1 req/s2 req/s1.5 req/s');
    expect(rows[2]).toHaveTextContent('POST7 req/s');
  });

  it('leaves one series alone, and brings all back', async () => {
    renderInTestApp(<TimeChart title="Traffic" data={data} />);
    const get = await screen.findByRole('button', { name: /GET/ });
    const post = screen.getByRole('button', { name: /POST/ });
    await userEvent.click(get);
    expect(get).toHaveAttribute('aria-pressed', 'true');
    expect(post).toHaveAttribute('aria-pressed', 'false');
    await userEvent.click(get);
    expect(post).toHaveAttribute('aria-pressed', 'true');
  });

  it('gathers marks that stand close, and opens them', async () => {
    const onMarks = jest.fn();
    const mark = (key: string, seconds: number) => ({
      key,
      label: key,
      time: T0 + seconds * 1000,
      state: null,
    });
    const marks = [mark('v1.3.0', 30), mark('HighErrorRate', 30.5)];
    renderInTestApp(
      <TimeChart title="T" data={data} marks={marks} onMarks={onMarks} />,
    );
    fireEvent.click(
      await screen.findByRole('button', { name: '2: v1.3.0, HighErrorRate' }),
    );
    expect(onMarks).toHaveBeenCalledWith(marks, expect.any(HTMLElement));
  });

  it('says so when nothing was measured', async () => {
    renderInTestApp(
      <TimeChart title="Traffic" data={{ times: [], series: [] }} />,
    );
    expect(
      await screen.findByText('Nothing was measured in this time.'),
    ).toBeInTheDocument();
  });
});
