import {
  DashboardPanel,
  FramesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ChartThreshold } from '../../../charts';
import type { Mark } from '../../../timeline';

/** What the body of a panel is drawn from. */
export interface PanelBodyProps {
  panel: DashboardPanel;
  result: FramesResult;
  /** Room for the body, in CSS pixels. */
  height: number;
  marks: readonly Mark[];
  onMarks: (marks: Mark[], anchor: HTMLElement) => void;
}

/** Thresholds that tell anything: a base alone does not. */
export function thresholdsOf(panel: DashboardPanel): readonly ChartThreshold[] {
  return panel.thresholds.length > 1 ? panel.thresholds : [];
}

/** The scale of a panel's values: as set, or what its unit or its values suggest. */
export function scaleOf(
  panel: DashboardPanel,
  unit: string | null,
  values: readonly (number | null)[],
): { min: number; max: number } {
  const greatest = Math.max(0, ...values.map(value => value ?? 0));
  const highest = Math.max(
    greatest,
    ...panel.thresholds.map(({ from }) => (from ?? 0) * 1.25),
  );
  const natural: Record<string, number> = { percent: 100, percentunit: 1 };
  const min = panel.min ?? 0;
  const max = panel.max ?? natural[unit ?? ''] ?? highest;
  return { min, max: max > min ? max : min + 1 };
}
