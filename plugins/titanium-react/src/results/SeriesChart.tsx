import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { clockTime } from '../components/time/absoluteTime';
import { tagColor } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { chartOf, linePath } from './seriesPath';

/** More lines than these tell nothing apart. */
export const MOST_LINES = 6;

const WIDTH = 600;
const HEIGHT = 120;

const useStyles = makeStyles(
  theme => ({
    root: { padding: '8px 12px 0', fontSize: 12, lineHeight: '16px' },
    plot: {
      display: 'block',
      width: '100%',
      height: HEIGHT,
      borderBottom: `1px solid ${theme.palette.divider}`,
      overflow: 'visible',
    },
    edge: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: 16,
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    legend: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '2px 16px',
      margin: '4px 0',
      padding: 0,
      listStyle: 'none',
      '&& li': { margin: 0 },
    },
    swatch: {
      display: 'inline-block',
      width: 12,
      height: 3,
      marginRight: 6,
      verticalAlign: 'middle',
      borderRadius: 1,
    },
    name: { overflowWrap: 'anywhere', color: theme.palette.text.primary },
  }),
  { name: 'TitaniumSeriesChart' },
);

/** Lines over time, drawn lightly: enough to see a step. The table beside it holds the numbers. */
export function SeriesChart(props: {
  result: SeriesResult;
  label: string;
  format: (value: number) => string;
}) {
  const { result, label, format } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const series = result.series.slice(0, MOST_LINES);
  const chart = chartOf(series);
  if (!chart) return null;
  const { from, to, min, max } = chart;
  return (
    <div className={classes.root}>
      <div className={classes.edge}>
        <span>{format(max)}</span>
      </div>
      <svg
        className={classes.plot}
        role="img"
        aria-label={t('results.series.chart', {
          label,
          count: series.length,
          min: format(min),
          max: format(max),
        })}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {series.map((each, index) => (
          <path
            key={index}
            d={linePath(each.points, chart, WIDTH, HEIGHT)}
            fill="none"
            stroke={tagColor(theme, index)}
            strokeWidth={1.5}
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <div className={classes.edge}>
        <span>{clockTime(from, to)}</span>
        <span>{clockTime(to, to)}</span>
      </div>
      {series.length > 1 && (
        <ul className={classes.legend}>
          {series.map((each, index) => (
            <li key={index} className={classes.name}>
              <span
                className={classes.swatch}
                style={{ background: tagColor(theme, index) }}
              />
              {visibleText(each.name)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
