import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { visibleText } from '@titanium-portal/backstage-plugin-titanium-react';
import { forwardRef, useImperativeHandle, useMemo, useRef } from 'react';
import { titaniumTranslationRef } from '../translation';
import { seriesColor, seriesDash } from './colors';
import { ChartData, summarize } from './data';
import { momentText } from './timeText';
import { formatValue } from './units';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '0 4px',
      overflowY: 'auto',
      fontSize: 12,
    },
    item: {
      gap: 6,
      height: 24,
      maxWidth: '100%',
      padding: '0 6px',
      borderRadius: 4,
      fontFamily: 'inherit',
      fontSize: 12,
      color: theme.palette.text.primary,
      '&:hover': { background: theme.palette.action.hover },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    off: {
      color: theme.palette.text.secondary,
      textDecoration: 'line-through',
    },
    name: {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      minWidth: 0,
    },
    value: {
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
      minWidth: '5ch',
      textAlign: 'right',
      color: theme.palette.text.secondary,
    },
    moment: {
      marginLeft: 'auto',
      paddingRight: 12,
      minWidth: '9ch',
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumChartLegend' },
);

/** Follows the crosshair without drawing the page again. */
export interface LegendHandle {
  show: (index: number | null) => void;
}

/** Names with their values: the last ones, or those under the crosshair. Pressing one leaves only it. */
export const ChartLegend = forwardRef<
  LegendHandle,
  {
    data: ChartData;
    unit: string | null;
    decimals: number | null;
    /** Room for it, in CSS pixels; it scrolls beyond. */
    height: number;
    hidden: ReadonlySet<string>;
    onHidden: (hidden: ReadonlySet<string>) => void;
    onFocus: (place: number | null) => void;
  }
>((props, ref) => {
  const { data, unit, decimals, hidden, onHidden, onFocus } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const theme = useTheme();
  const values = useRef<(HTMLSpanElement | null)[]>([]);
  const moment = useRef<HTMLSpanElement>(null);
  const last = useMemo(
    () => data.series.map(series => summarize(series.values).last),
    [data],
  );
  useImperativeHandle(
    ref,
    () => ({
      show: index => {
        data.series.forEach((series, place) => {
          const element = values.current[place];
          if (element) {
            element.textContent = formatValue(
              index === null ? last[place] : series.values[index],
              unit,
              decimals,
            );
          }
        });
        if (moment.current) {
          const { times } = data;
          moment.current.textContent =
            index === null || times.length === 0
              ? ''
              : momentText(times[index], times[times.length - 1] - times[0]);
        }
      },
    }),
    [data, last, unit, decimals],
  );

  const { series } = data;
  const press = (key: string) => {
    const others = series.filter(each => each.key !== key);
    const alone =
      !hidden.has(key) && others.every(each => hidden.has(each.key));
    onHidden(new Set(alone ? [] : others.map(each => each.key)));
  };
  let colored = 0;
  return (
    <div
      className={classes.root}
      style={{ maxHeight: props.height }}
      role="group"
      aria-label={t('charts.legend')}
    >
      {series.map((each, place) => {
        const mine = each.faint ? 0 : colored++;
        const off = hidden.has(each.key);
        return (
          <ButtonBase
            key={each.key}
            disableRipple
            className={classes.item}
            aria-pressed={!off}
            title={visibleText(each.name)}
            onClick={() => press(each.key)}
            onMouseEnter={() => onFocus(place)}
            onMouseLeave={() => onFocus(null)}
            onFocus={() => onFocus(place)}
            onBlur={() => onFocus(null)}
          >
            <svg width="16" height="8" aria-hidden focusable="false">
              <line
                x1="0"
                x2="16"
                y1="4"
                y2="4"
                strokeWidth="3"
                stroke={seriesColor(theme, each, mine)}
                strokeDasharray={seriesDash(each, mine)?.join(' ')}
              />
            </svg>
            <span
              className={off ? `${classes.name} ${classes.off}` : classes.name}
            >
              {visibleText(each.name)}
            </span>
            <span
              ref={element => {
                values.current[place] = element;
              }}
              className={classes.value}
            >
              {formatValue(last[place], unit, decimals)}
            </span>
          </ButtonBase>
        );
      })}
      <span ref={moment} className={classes.moment} aria-hidden />
    </div>
  );
});
