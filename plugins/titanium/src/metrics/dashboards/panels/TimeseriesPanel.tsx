import { useMemo } from 'react';
import { ChartData, TimeChart } from '../../../charts';
import { useTimeRange } from '../../../time';
import { framesData, framesUnit } from '../frames';
import { PanelBodyProps, thresholdsOf } from './types';
import { visibleText } from '@titanium-portal/backstage-plugin-titanium-react';

/** Room for the handles of marks. */
const HANDLES = 20;

/** Room for one line of the legend, or for two of many that scroll. */
function legendHeight(data: ChartData, shown: boolean): number {
  if (!shown) return 0;
  const letters = data.series.reduce((sum, { name }) => sum + name.length, 0);
  return data.series.length > 3 || letters > 60 ? 52 : 28;
}

/** Values over time, on the time axis of the whole tab. */
export function TimeseriesPanel(props: PanelBodyProps) {
  const { panel, result, height, marks, onMarks } = props;
  const { shown, zoom } = useTimeRange();
  const data = useMemo(() => framesData(result), [result]);
  const draw = useMemo(
    () => ({
      stacked: panel.draw.stacked,
      fill: panel.draw.fill,
      points: panel.draw.points,
    }),
    [panel],
  );
  const legend = legendHeight(data, panel.legend);
  const last = data.times[data.times.length - 1];
  const to = shown && last > shown.to ? last : shown?.to;
  const window = useMemo(
    () => (shown && to ? { from: shown.from, to } : null),
    [shown, to],
  );
  return (
    <TimeChart
      title={visibleText(panel.title)}
      data={data}
      unit={framesUnit(result) ?? panel.unit}
      decimals={panel.decimals}
      min={panel.min}
      max={panel.max}
      draw={draw}
      thresholds={thresholdsOf(panel)}
      window={window}
      height={Math.max(96, height - HANDLES - legend)}
      legendHeight={legend}
      legend={panel.legend}
      marks={marks}
      onMarks={onMarks}
      onZoom={zoom}
      syncKey="titanium-metrics"
    />
  );
}
