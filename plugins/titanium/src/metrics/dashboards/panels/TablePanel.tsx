import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  absoluteTime,
  focusRing,
  StateIcon,
  titaniumReactTranslationRef,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { formatValue, stateOf } from '../../../charts';
import { titaniumTranslationRef } from '../../../translation';
import { framesTable, PanelTable } from '../frames';
import { PanelBodyProps, thresholdsOf } from './types';

/** More rows than anybody reads in a panel; Grafana has them all. */
const MOST_ROWS = 200;

const useStyles = makeStyles(
  theme => ({
    scroll: {
      height: '100%',
      overflow: 'auto',
      '&:focus-visible': focusRing(theme),
    },
    table: {
      width: '100%',
      fontSize: 12,
      borderCollapse: 'separate',
      borderSpacing: 0,
      '& th, & td': {
        height: 32,
        padding: '0 8px',
        textAlign: 'left',
        whiteSpace: 'nowrap',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& th': {
        position: 'sticky',
        top: 0,
        color: theme.palette.text.secondary,
        background: theme.palette.background.paper,
      },
    },
    number: {
      textAlign: 'right !important' as 'right',
      fontVariantNumeric: 'tabular-nums',
    },
    state: { display: 'inline-flex', alignItems: 'center', gap: 6 },
    more: { padding: 8, fontSize: 12, color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumTablePanel' },
);

function Cell(props: {
  value: PanelTable['rows'][number][number];
  column: PanelTable['columns'][number];
  panel: PanelBodyProps['panel'];
}) {
  const { value, column, panel } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  if (value === null) return <>–</>;
  if (column.type === 'time') {
    return <>{absoluteTime(new Date(Number(value)).toISOString())}</>;
  }
  if (column.type !== 'number') return <>{visibleText(String(value))}</>;
  const state = stateOf(Number(value), thresholdsOf(panel));
  const text = formatValue(
    Number(value),
    column.unit ?? panel.unit,
    panel.decimals,
  );
  return state && state !== 'healthy' ? (
    <span className={classes.state} title={t(`components.health.${state}`)}>
      <StateIcon health={state} />
      {text}
    </span>
  ) : (
    <>{text}</>
  );
}

/** Rows as the platform answered them. */
export function TablePanel({ panel, result }: PanelBodyProps) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { columns, rows } = framesTable(result);
  return (
    <div
      className={classes.scroll}
      role="region"
      aria-label={visibleText(panel.title)}
      // It scrolls by the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                // Names may repeat; places do not.
                // eslint-disable-next-line react/no-array-index-key
                key={index}
                scope="col"
                className={
                  column.type === 'number' ? classes.number : undefined
                }
              >
                {visibleText(column.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, index) => (
            // Rows of an answer have no names.
            // eslint-disable-next-line react/no-array-index-key
            <tr key={index}>
              {columns.map((column, place) => (
                <td
                  // eslint-disable-next-line react/no-array-index-key
                  key={place}
                  className={
                    column.type === 'number' ? classes.number : undefined
                  }
                >
                  <Cell value={row[place]} column={column} panel={panel} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && (
        <div className={classes.more}>
          {t('metrics.panel.moreRows', {
            number: String(rows.length - MOST_ROWS),
          })}
        </div>
      )}
    </div>
  );
}
