import { makeStyles } from '@material-ui/core/styles';
import {
  RelativeTime,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import {
  CellType,
  DescriptionResult,
} from '@titanium-portal/backstage-plugin-titanium-common';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      lineHeight: '20px',
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': {
        textAlign: 'left',
        verticalAlign: 'top',
        padding: '6px 16px 6px 0',
        borderBottom: `1px solid ${theme.palette.divider}`,
        overflowWrap: 'anywhere',
        minWidth: 64,
      },
      '& th': {
        fontSize: 12,
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: theme.palette.text.secondary,
      },
    },
  }),
  { name: 'TitaniumDescriptionTable' },
);

function Cell(props: { type: CellType; value: string | number | null }) {
  const { type, value } = props;
  if (value === null || value === '') return <>–</>;
  if (type === 'time') return <RelativeTime time={String(value)} />;
  return <>{visibleText(String(value))}</>;
}

/** A short table of the platform's own words. */
export function DescriptionTable(props: {
  table: DescriptionResult['sections'][number]['table'];
}) {
  const { columns, rows } = props.table;
  const classes = useStyles();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.cells.map((value, column) => (
                <td key={columns[column].name}>
                  <Cell type={columns[column].type} value={value} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
