import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import {
  ErrorNotice,
  RelativeTime,
  SkeletonRows,
  titaniumApiRef,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import {
  TableResult,
  WorkloadRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { useId } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { useRead } from '../drawer/useRead';
import { useOpenPlan } from './PlanContext';
import { undoRequest } from './requests';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      '& th, & td': {
        textAlign: 'left',
        padding: '8px 16px 8px 0',
        borderBottom: `1px solid ${theme.palette.divider}`,
        verticalAlign: 'middle',
        fontVariantNumeric: 'tabular-nums',
      },
      '& th': { fontSize: 12, color: theme.palette.text.secondary },
    },
    button: { textAlign: 'right !important' as 'right', whiteSpace: 'nowrap' },
  }),
  { name: 'TitaniumHistoryDialog' },
);

function Cell(props: { type: string; value: string | number | null }) {
  const { type, value } = props;
  if (value === null || value === '') return <>–</>;
  return type === 'time' ? (
    <RelativeTime time={String(value)} />
  ) : (
    <>{visibleText(String(value))}</>
  );
}

function Revisions(props: {
  table: TableResult;
  workload: WorkloadRow;
  onPick: (revision: number) => void;
}) {
  const { table, workload, onPick } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const revisionColumn = Math.max(
    0,
    table.columns.findIndex(({ name }) => /revision/i.test(name)),
  );
  const newest = Math.max(
    ...table.rows.map(row => Number(row.cells[revisionColumn])),
  );
  const current = Number(workload.revision ?? newest);
  const rows = [...table.rows].sort(
    (a, b) => Number(b.cells[revisionColumn]) - Number(a.cells[revisionColumn]),
  );
  if (rows.length === 0) return <p>{t('pods.history.empty')}</p>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const revision = Number(row.cells[revisionColumn]);
            return (
              <tr key={revision}>
                {row.cells.map((value, index) => (
                  <td key={table.columns[index].name}>
                    <Cell type={table.columns[index].type} value={value} />
                  </td>
                ))}
                <td className={classes.button}>
                  {revision === current ? (
                    t('pods.history.current')
                  ) : (
                    <Button
                      size="small"
                      variant="outlined"
                      aria-label={t('pods.history.rollbackTo', {
                        revision: String(revision),
                      })}
                      onClick={() => onPick(revision)}
                    >
                      {t('pods.history.rollback')}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The revisions the platform keeps of a workload, each with the way back to it. */
export function HistoryDialog(props: {
  workload: WorkloadRow;
  entityRef: string;
  open: boolean;
  onClose: () => void;
}) {
  const { workload, entityRef, open, onClose } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const titleId = useId();
  const openPlan = useOpenPlan();
  const api = useApi(titaniumApiRef);
  const { cluster, namespace, kind, name } = workload;
  const read = useRead(
    api,
    open
      ? {
          action: {
            id: 'kubernetes.rollout.history',
            input: { cluster, namespace, kind, name, revision: null },
          },
          entityRef,
        }
      : null,
  );
  const result = read.answer?.result;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="md"
    >
      <DialogTitle id={titleId}>
        {t('pods.history.title', { name })}
      </DialogTitle>
      <DialogContent>
        {!read.answer && !read.error && <SkeletonRows rows={3} />}
        {read.error && (
          <ErrorNotice
            title={t('pods.history.failed')}
            words={read.error.message}
            onRetry={read.again}
          />
        )}
        {result?.type === 'table' && (
          <Revisions
            table={result}
            workload={workload}
            onPick={revision => {
              onClose();
              openPlan(undoRequest(workload, revision, entityRef));
            }}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('pods.history.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
