import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  visibleText,
  visuallyHidden,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';
import { ChartData, summarize } from './data';
import { momentText } from './timeText';
import { formatValue } from './units';

const useStyles = makeStyles(
  {
    hidden: visuallyHidden,
    shown: {
      width: '100%',
      fontSize: 12,
      borderCollapse: 'collapse',
      '& th, & td': { textAlign: 'left', padding: '2px 8px' },
    },
  },
  { name: 'TitaniumChartTable' },
);

/** What a chart says, for those who cannot see it: each series with its last, least, greatest and mean value. */
export function ChartTable(props: {
  title: string;
  data: ChartData;
  unit: string | null;
  decimals: number | null;
  /** Shown to everybody, where the chart cannot be drawn. */
  visible?: boolean;
}) {
  const { title, data, unit, decimals, visible } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { times } = data;
  if (times.length === 0) return null;
  const span = times[times.length - 1] - times[0];
  return (
    <div className={visible ? undefined : classes.hidden}>
      <table className={classes.shown}>
        <caption>
          {t('charts.tableCaption', {
            title,
            from: momentText(times[0], span),
            to: momentText(times[times.length - 1], span),
          })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('charts.series')}</th>
            <th scope="col">{t('charts.last')}</th>
            <th scope="col">{t('charts.min')}</th>
            <th scope="col">{t('charts.max')}</th>
            <th scope="col">{t('charts.mean')}</th>
          </tr>
        </thead>
        <tbody>
          {data.series.map(series => {
            const { last, min, max, mean } = summarize(series.values);
            return (
              <tr key={series.key}>
                <th scope="row">{visibleText(series.name)}</th>
                {[last, min, max, mean].map((value, index) => (
                  // Columns have fixed places.
                  // eslint-disable-next-line react/no-array-index-key
                  <td key={index}>{formatValue(value, unit, decimals)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
