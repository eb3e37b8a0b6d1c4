import { ComponentType } from 'react';
import { BarGaugePanel } from './BarGaugePanel';
import { GaugePanel } from './GaugePanel';
import { StatPanel } from './StatPanel';
import { TablePanel } from './TablePanel';
import { TimeseriesPanel } from './TimeseriesPanel';
import { PanelBodyProps } from './types';

const BODIES = new Map<string, ComponentType<PanelBodyProps>>([
  ['timeseries', TimeseriesPanel],
  ['stat', StatPanel],
  ['gauge', GaugePanel],
  ['bargauge', BarGaugePanel],
  ['table', TablePanel],
]);

/** How a panel of a type is drawn; undefined where only Grafana can. */
export function bodyOf(
  type: string,
): ComponentType<PanelBodyProps> | undefined {
  return BODIES.get(type);
}
