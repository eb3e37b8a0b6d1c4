import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DownIcon from '@material-ui/icons/ArrowDownward';
import UpIcon from '@material-ui/icons/ArrowUpward';
import { classNames } from '../../theme/classNames';
import { titaniumReactTranslationRef } from '../../translation';
import { TableColumn, TableSort } from './types';
import { useTableStyles } from './useTableStyles';

function ariaSort(sort: TableSort | undefined, column: string) {
  if (sort?.column !== column) return 'none' as const;
  return sort.descending ? ('descending' as const) : ('ascending' as const);
}

/** The line of column names; stays in sight. */
export function TableHead<TRow>(props: {
  columns: readonly TableColumn<TRow>[];
  template: string;
  indented: boolean;
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
}) {
  const { columns, template, indented, sort, onSort } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useTableStyles();
  return (
    <div role="rowgroup" className={classes.head}>
      <div
        role="row"
        aria-rowindex={1}
        className={classNames(
          classes.line,
          classes.headLine,
          indented && classes.indent,
        )}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map(column => {
          const sorted = sort?.column === column.id;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={
                column.sortable ? ariaSort(sort, column.id) : undefined
              }
              className={classNames(
                classes.headCell,
                column.align === 'right' && classes.right,
              )}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className={classes.sort}
                  title={t('components.table.sort', { column: column.header })}
                  onClick={() =>
                    onSort({
                      column: column.id,
                      descending: sorted ? !sort.descending : false,
                    })
                  }
                >
                  {column.header}
                  {sorted &&
                    (sort.descending ? (
                      <DownIcon className={classes.sortIcon} aria-hidden />
                    ) : (
                      <UpIcon className={classes.sortIcon} aria-hidden />
                    ))}
                </button>
              ) : (
                column.header
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
