import { renderInTestApp } from '@backstage/frontend-test-utils';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { LogView, LogViewProps } from './LogView';

const makeLines = (count: number, from = 0): LogLine[] =>
  Array.from({ length: count }, (_, index) => ({
    time: '2026-01-01T00:00:00.000000000Z',
    text: `line ${from + index}`,
  }));

let update: (log: Pick<LogViewProps, 'lines' | 'appended' | 'gaps'>) => void;

function Page(props: Partial<LogViewProps> & Pick<LogViewProps, 'lines'>) {
  const [log, setLog] = useState<
    Pick<LogViewProps, 'lines' | 'appended' | 'gaps'>
  >({ lines: props.lines, gaps: props.gaps });
  const [search, setSearch] = useState('');
  update = setLog;
  return (
    <LogView
      label="a-pod"
      live
      wrap={false}
      onWrap={() => {}}
      timestamps
      onTimestamps={() => {}}
      search={search}
      onSearch={setSearch}
      {...props}
      {...log}
    />
  );
}

describe('LogView', () => {
  beforeAll(() => {
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
          fireEvent.scroll(this);
        },
      },
    });
  });

  it('draws only lines in sight, and the newest', async () => {
    await renderInTestApp(<Page lines={makeLines(50_000)} />);
    expect(await screen.findByText('line 49999')).toBeInTheDocument();
    expect(screen.getAllByText(/^line \d+$/).length).toBeLessThan(100);
  });

  it('waits with new lines while somebody reads further up', async () => {
    const lines = makeLines(1000);
    await renderInTestApp(<Page lines={lines} />);
    await screen.findByText('line 999');
    const log = screen.getByRole('log');
    fireEvent.wheel(log);
    act(() => {
      log.scrollTop = 100;
      fireEvent.scroll(log);
    });
    expect(
      await screen.findByRole('button', { name: 'Go to the newest line' }),
    ).toBeInTheDocument();
    act(() =>
      update({ lines: [...lines, ...makeLines(7, 1000)], appended: 1007 }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: '7 newer lines' }),
    );
    expect(await screen.findByText('line 1006')).toBeInTheDocument();
  });

  it('finds lines and goes from one to the next', async () => {
    await renderInTestApp(<Page lines={makeLines(5000)} />);
    await userEvent.type(screen.getByLabelText('Search in these lines'), '499');
    expect(await screen.findByText('15 lines')).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('1 of 15')).toBeInTheDocument();
    await waitFor(() =>
      expect(document.querySelector('mark')).toHaveTextContent('499'),
    );
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(await screen.findByText('15 of 15')).toBeInTheDocument();
  });

  it('says where lines are missing and shows long ones on demand', async () => {
    const long = { time: '', text: 'x'.repeat(10_000) };
    await renderInTestApp(
      <Page
        live={false}
        lines={[...makeLines(1), long]}
        gaps={[{ before: 1, dropped: 42 }]}
      />,
    );
    expect(
      await screen.findByText(/42 lines are missing here/),
    ).toBeInTheDocument();
    expect(screen.queryByText(long.text)).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 10000 characters' }),
    );
    expect(screen.getByText(long.text)).toBeInTheDocument();
  });
});
