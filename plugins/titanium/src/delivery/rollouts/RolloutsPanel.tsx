import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  MiddleEllipsis,
  monospace,
  RelativeTime,
  StateChip,
  useStreamView,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import {
  RolloutRow,
  WorkloadRevision,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { useMemo, useState } from 'react';
import { ActionControl } from '../../pods/actions/ActionControl';
import { titaniumTranslationRef } from '../../translation';
import { restartRequest, undoRequest } from '../model/requests';
import { shortImage } from '../model/revisions';
import { Panel } from '../panels/Panel';

/** Columns that go first where there is little room. */
const ROOM: Partial<Record<string, 'medium' | 'wide'>> = {
  ready: 'medium',
  age: 'medium',
  cause: 'wide',
};

/** Revisions shown before the rest is asked for. */
const FEW = 3;

const useStyles = makeStyles(
  theme => ({
    workload: {
      '& + &': {
        marginTop: 12,
        paddingTop: 12,
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 16px',
      fontSize: 13,
      lineHeight: '20px',
    },
    name: { ...monospace, fontSize: 13, fontWeight: 600, minWidth: 0 },
    act: { marginLeft: 'auto' },
    waiting: {
      margin: '4px 0 0',
      padding: 0,
      listStyle: 'none',
      fontSize: 13,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
    },
    pod: { ...monospace, fontSize: 12 },
    scroll: { overflowX: 'auto', marginTop: 4 },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      '& th, & td': {
        textAlign: 'left',
        height: 40,
        boxSizing: 'border-box',
        padding: '4px 16px 4px 0',
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& thead th': {
        fontSize: 12,
        height: 32,
        fontWeight: 600,
        color: theme.palette.text.secondary,
      },
      '& tbody th': { fontWeight: 400 },
      '& tr:last-child > *': { borderBottom: 0 },
      '& td:last-child': { textAlign: 'right', paddingRight: 0 },
    },
    image: { ...monospace, fontSize: 12 },
    always: {},
    medium: { [theme.breakpoints.down('xs')]: { display: 'none' } },
    wide: { [theme.breakpoints.down('sm')]: { display: 'none' } },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumRolloutsPanel' },
);

function Revision(props: {
  revision: WorkloadRevision;
  row: RolloutRow;
  entityRef: string;
}) {
  const { revision, row, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const number = String(revision.revision);
  return (
    <tr>
      <th scope="row">{number}</th>
      <td className={classes.image} title={revision.name}>
        {visibleText(shortImage(revision.image))}
      </td>
      <td className={classes.medium}>
        {revision.desired + revision.ready > 0 ? (
          t('pods.workload.ready', {
            ready: String(revision.ready),
            desired: String(revision.desired),
          })
        ) : (
          <span className={classes.quiet}>–</span>
        )}
      </td>
      <td className={classes.medium}>
        <RelativeTime time={revision.createdAt} />
      </td>
      <td className={`${classes.quiet} ${classes.wide}`}>
        {visibleText(revision.cause ?? '')}
      </td>
      <td>
        {revision.current ? (
          <StateChip health={row.health}>
            {t('delivery.history.current')}
          </StateChip>
        ) : (
          <ActionControl
            label={t('delivery.actions.undo')}
            name={t('delivery.rollouts.revisionOf', {
              revision: number,
              name: row.name,
            })}
            request={undoRequest(row, revision.revision, entityRef)}
          />
        )}
      </td>
    </tr>
  );
}

function Workload(props: { row: RolloutRow; entityRef: string }) {
  const { row, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const shown = all ? row.revisions : row.revisions.slice(0, FEW);
  const rest = row.revisions.length - shown.length;
  return (
    <div className={classes.workload}>
      <div className={classes.head}>
        <span className={classes.name} title={`${row.kind}/${row.name}`}>
          <MiddleEllipsis text={row.name} tail={11} />
        </span>
        <StateChip health={row.paused ? 'paused' : row.health}>
          {t('pods.workload.ready', {
            ready: String(row.ready),
            desired: String(row.desired),
          })}
        </StateChip>
        {row.health !== 'healthy' && <span>{visibleText(row.message)}</span>}
        {row.paused && <span>{t('delivery.rollouts.paused')}</span>}
        <span className={classes.act}>
          <ActionControl
            label={t('pods.actions.restart')}
            name={row.name}
            request={restartRequest(row, entityRef)}
          />
        </span>
      </div>
      {row.waiting.length > 0 && (
        <ul
          className={classes.waiting}
          aria-label={t('delivery.rollouts.waiting')}
        >
          {row.waiting.slice(0, 5).map(({ name, reason }) => (
            <li key={name}>
              <span className={classes.pod}>{name}</span>
              {' · '}
              {visibleText(reason)}
            </li>
          ))}
        </ul>
      )}
      {shown.length > 0 && (
        <div className={classes.scroll}>
          <table
            className={classes.table}
            aria-label={t('delivery.rollouts.revisions', { name: row.name })}
          >
            <thead>
              <tr>
                {(['revision', 'image', 'ready', 'age', 'cause'] as const).map(
                  column => (
                    <th
                      key={column}
                      scope="col"
                      className={classes[ROOM[column] ?? 'always']}
                    >
                      {t(`delivery.rollouts.columns.${column}`)}
                    </th>
                  ),
                )}
                <td />
              </tr>
            </thead>
            <tbody>
              {shown.map(revision => (
                <Revision
                  key={revision.name}
                  revision={revision}
                  row={row}
                  entityRef={entityRef}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rest > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('delivery.rollouts.older', { count: rest })}
        </Button>
      )}
    </div>
  );
}

/** How each workload rolls out, what holds it up, and its revisions. Nothing where Kubernetes does not tell. */
export function RolloutsPanel(props: { entityRef: string }) {
  const { entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { view } = useStreamView({ topic: 'rollouts', entityRef });
  const collection = view.collections.rollouts;
  const rows = useMemo(
    () =>
      (Object.values(collection ?? {}) as RolloutRow[]).sort((a, b) =>
        a.name.localeCompare(b.name),
      ),
    [collection],
  );
  if (rows.length === 0) return null;
  return (
    <Panel title={t('delivery.rollouts.title')}>
      {rows.map(row => (
        <Workload key={row.key} row={row} entityRef={entityRef} />
      ))}
    </Panel>
  );
}
