import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';

import { useMemo, useRef } from 'react';
import {
  CellType,
  TableResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { RelativeTime, visibleText } from '../components';
import { monospace } from '../theme';
import { classNames } from '../theme/classNames';
import { titaniumReactTranslationRef } from '../translation';
import { VIRTUAL_ABOVE, VirtualRows } from './VirtualRows';

const ROW_HEIGHT = 36;

const useStyles = makeStyles(
  theme => ({
    scroll: {
      overflow: 'auto',
      maxHeight: 12 * ROW_HEIGHT,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: -2,
      },
    },
    table: {
      ...monospace,
      borderCollapse: 'separate',
      borderSpacing: 0,
      minWidth: '100%',
      fontSize: 12,
      lineHeight: '16px',
      color: theme.palette.text.primary,
    },
    fixed: { tableLayout: 'fixed' },
    header: {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      padding: '0 12px',
      height: 32,
      textAlign: 'left',
      verticalAlign: 'middle',
      fontWeight: 600,
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
      background: theme.palette.background.paper,
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    cell: {
      padding: '0 12px',
      height: ROW_HEIGHT,
      boxSizing: 'border-box',
      verticalAlign: 'middle',
      whiteSpace: 'pre',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      maxWidth: '60ch',
      borderBottom: `1px solid ${theme.palette.divider}`,
      'tr:last-child > &': { borderBottom: 0 },
      'tr:hover > &': { background: theme.palette.action.hover },
    },
    number: { textAlign: 'right' },
  }),
  { name: 'TitaniumTableView' },
);

function Cell(props: {
  value: string | number | null;
  type: CellType;
  column: string;
}) {
  const { value, type, column } = props;
  if (value === null) {
    return <span aria-hidden>–</span>;
  }
  return type === 'time' ? (
    <RelativeTime
      time={String(value)}
      form={/age$/i.test(column) ? 'age' : 'time'}
    />
  ) : (
    <>{visibleText(String(value))}</>
  );
}

/** A printed table. Columns marked wide are left out unless asked for. */
export function TableView(props: {
  table: Omit<TableResult, 'type'>;
  label: string;
  wide?: boolean;
}) {
  const { table, label, wide = false } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const scrollRef = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () =>
      table.columns
        .map((column, index) => ({ ...column, index }))
        .filter(column => wide || !column.wide),
    [table, wide],
  );
  // Only rows in sight are drawn, so the browser cannot fit the columns itself.
  const widths = useMemo(
    () =>
      table.rows.length > VIRTUAL_ABOVE
        ? shown.map(column =>
            Math.min(
              60,
              table.rows.reduce(
                (width, row) =>
                  Math.max(width, String(row.cells[column.index] ?? '').length),
                column.name.length,
              ),
            ),
          )
        : undefined,
    [table, shown],
  );

  return (
    <>
      <div
        ref={scrollRef}
        className={classes.scroll}
        role="region"
        aria-label={label}
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table
          className={classNames(classes.table, widths && classes.fixed)}
          aria-rowcount={table.rows.length + 1}
          aria-label={label}
        >
          {widths && (
            <colgroup>
              {widths.map((width, index) => (
                <col
                  key={shown[index].name}
                  style={{ width: `calc(${width}ch + 24px)` }}
                />
              ))}
            </colgroup>
          )}
          <thead>
            <tr>
              {shown.map(column => (
                <th
                  key={column.index}
                  scope="col"
                  className={classNames(
                    classes.header,
                    column.type === 'number' && classes.number,
                  )}
                >
                  {visibleText(column.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <VirtualRows
              count={table.rows.length}
              rowHeight={ROW_HEIGHT}
              columns={shown.length}
              scrollRef={scrollRef}
            >
              {index => (
                <tr key={index} aria-rowindex={index + 2}>
                  {shown.map(column => {
                    const value = table.rows[index].cells[column.index] ?? null;
                    return (
                      <td
                        key={column.index}
                        className={classNames(
                          classes.cell,
                          column.type === 'number' && classes.number,
                        )}
                        title={
                          typeof value === 'string' && value.length > 40
                            ? visibleText(value)
                            : undefined
                        }
                      >
                        <Cell
                          value={value}
                          type={column.type}
                          column={column.name}
                        />
                      </td>
                    );
                  })}
                </tr>
              )}
            </VirtualRows>
          </tbody>
        </table>
      </div>
      {table.truncated ? (
        <div>{t('results.truncated', { value: String(table.truncated) })}</div>
      ) : null}
    </>
  );
}
