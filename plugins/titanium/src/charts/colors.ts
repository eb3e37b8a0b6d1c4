import { Theme } from '@material-ui/core/styles';
import {
  healthColor,
  tagColor,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ChartSeries } from './data';

/** Colours are six; the seventh line and later ones differ by their dashes too. */
export const COLORS = 6;

/** Colour of the series at a place. */
export function seriesColor(
  theme: Theme,
  series: ChartSeries,
  place: number,
): string {
  if (series.faint) return theme.palette.text.secondary;
  return series.state
    ? healthColor(theme, series.state)
    : tagColor(theme, place);
}

/** Dashes of the series at a place; none for the first round of colours. */
export function seriesDash(
  series: ChartSeries,
  place: number,
): number[] | undefined {
  if (series.faint) return [3, 4];
  if (series.state) return undefined;
  return [undefined, [8, 4], [2, 3], [10, 3, 2, 3]][
    Math.floor(place / COLORS) % 4
  ];
}
