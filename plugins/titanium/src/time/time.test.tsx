import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { parseDuration, readRange, toWindow } from './range';
import { TimeRangePicker, TimeRangeProvider, useTimeRange } from '.';

function Probe() {
  const { range, zoom, round } = useTimeRange();
  const { search } = useLocation();
  return (
    <>
      <output data-testid="range">{JSON.stringify(range)}</output>
      <output data-testid="round">{round}</output>
      <output data-testid="search">{search}</output>
      <button onClick={() => zoom({ from: 10_000, to: 20_000 })}>closer</button>
      <button onClick={() => zoom({ from: 10_000, to: 10_100 })}>slip</button>
    </>
  );
}

function show(route = '/') {
  renderInTestApp(
    <TimeRangeProvider refreshEvery={30}>
      <TimeRangePicker />
      <Probe />
    </TimeRangeProvider>,
    { initialRouteEntries: [route] },
  );
}

const range = async () =>
  JSON.parse((await screen.findByTestId('range')).textContent!);
const search = () => screen.getByTestId('search').textContent;

describe('the URL', () => {
  it.each([
    ['?range=15m', { last: 900 }],
    ['?range=7d', { last: 604_800 }],
    ['?from=1000&to=61000', { from: 1000, to: 61_000 }],
    ['?from=61000&to=1000', { last: 3600 }],
    ['?range=nonsense', { last: 3600 }],
    ['', { last: 3600 }],
  ])('%s shows %j', async (route, expected) => {
    show(`/${route}`);
    expect(await range()).toEqual(expected);
  });

  it('holds no time that nobody could mean', () => {
    expect(parseDuration('400d')).toBeNull();
    expect(parseDuration('0m')).toBeNull();
    expect(toWindow(0, 1e15)).toBeNull();
    expect(toWindow(5, NaN)).toBeNull();
    expect(readRange(new URLSearchParams('from=x&to=y'))).toBeNull();
  });
});

describe('the picker', () => {
  it('offers spans until now', async () => {
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Time: Last hour' }),
    );
    await userEvent.click(
      screen.getByRole('menuitemradio', { name: 'Last 6 hours' }),
    );
    expect(await range()).toEqual({ last: 21_600 });
    expect(search()).toBe('?range=6h');
  });

  it('takes two moments, and none that are the wrong way round', async () => {
    show();
    await screen.findByTestId('range');
    fireEvent.keyDown(document.body, { key: 't' });
    const from = await screen.findByLabelText('From');
    const to = screen.getByLabelText('To');
    fireEvent.change(from, { target: { value: '2026-01-01T02:00:00' } });
    fireEvent.change(to, { target: { value: '2026-01-01T01:00:00' } });
    expect(screen.getByText('It ends before it begins.')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Show this time' }),
    ).toBeDisabled();
    fireEvent.change(to, { target: { value: '2026-01-01T02:30:00' } });
    await userEvent.click(
      screen.getByRole('button', { name: 'Show this time' }),
    );
    expect(await range()).toEqual({
      from: Date.parse('2026-01-01T02:00:00'),
      to: Date.parse('2026-01-01T02:30:00'),
    });
  });

  it('leads back from a zoom', async () => {
    show('/?range=15m');
    fireEvent.click(await screen.findByText('slip'));
    expect(await range()).toEqual({ last: 900 });
    fireEvent.click(screen.getByText('closer'));
    expect(await range()).toEqual({ from: 10_000, to: 20_000 });
    fireEvent.keyDown(document.body, { key: 'z' });
    await waitFor(() => expect(search()).toBe('?range=15m'));
    expect(
      screen.queryByRole('button', { name: /before zooming/ }),
    ).not.toBeInTheDocument();
  });
});

describe('refreshing', () => {
  it('happens when asked and by itself, as often as chosen', async () => {
    show();
    const round = () => Number(screen.getByTestId('round').textContent);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Read again now' }),
    );
    expect(round()).toBe(1);
    await userEvent.click(
      screen.getByRole('button', { name: 'Reads again: 30 s' }),
    );
    jest.useFakeTimers();
    fireEvent.click(screen.getByRole('menuitemradio', { name: '10 s' }));
    act(() => jest.advanceTimersByTime(20_500));
    jest.useRealTimers();
    expect(round()).toBe(3);
    expect(search()).toBe('?refresh=10s');
  });

  it('rests between two fixed moments', async () => {
    show('/?from=1000&to=61000&refresh=10s');
    const button = await screen.findByRole('button', { name: /Reads again/ });
    expect(button).toBeDisabled();
    expect(button).toHaveTextContent('Off');
  });
});
