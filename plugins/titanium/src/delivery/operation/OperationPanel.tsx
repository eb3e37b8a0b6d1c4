import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import {
  healthColor,
  monospace,
  RelativeTime,
  StateChip,
  useRunDuration,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryOperationRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { useId, useState } from 'react';
import { ActionControl } from '../../pods/actions/ActionControl';
import { shortRevision } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { initiatorOf } from '../model/initiator';
import { isRunning, phaseHealth, resultHealth } from '../model/health';
import { ApplicationRef, terminateRequest } from '../model/requests';
import { Panel } from '../panels/Panel';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '4px 16px',
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
    },
    message: {
      margin: '8px 0 0',
      fontSize: 13,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
    },
    bar: {
      height: 6,
      marginTop: 8,
      borderRadius: 3,
      background: theme.palette.action.selected,
      '& > div': { background: healthColor(theme, 'progressing') },
      '@media (prefers-reduced-motion: reduce)': {
        '& > div': { transition: 'none', animation: 'none' },
      },
    },
    list: {
      listStyle: 'none',
      margin: '8px 0 0',
      padding: 0,
      maxHeight: 360,
      overflow: 'auto',
      fontSize: 13,
    },
    item: {
      display: 'grid',
      gridTemplateColumns: 'minmax(112px, max-content) minmax(0, 1fr)',
      columnGap: 16,
      padding: '5px 0',
      lineHeight: '20px',
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:last-child': { borderBottom: 0 },
    },
    name: { ...monospace, fontSize: 12, overflowWrap: 'anywhere' },
    quiet: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
  }),
  { name: 'TitaniumOperationPanel' },
);

function Resources(props: { operation: DeliveryOperationRow; id: string }) {
  const { operation, id } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  return (
    <ul
      id={id}
      className={classes.list}
      aria-label={t('delivery.operation.resources')}
      // A list that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {operation.resources.map(({ kind, namespace, name, ...each }) => (
        <li key={`${kind}/${namespace}/${name}`} className={classes.item}>
          <StateChip health={resultHealth(each.status)}>
            {each.status || t('delivery.operation.waiting')}
          </StateChip>
          <span>
            <span className={classes.name}>
              {kind}/{name}
            </span>
            {each.message && (
              <span className={classes.quiet}>
                {' · '}
                {visibleText(each.message)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The operation that runs, with each resource as it gets its turn; the last one in a line when it has ended. */
export function OperationPanel(props: {
  operation: DeliveryOperationRow;
  target: ApplicationRef;
}) {
  const { operation, target } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const duration = useRunDuration();
  const id = useId();
  const [open, setOpen] = useState(false);
  const running = isRunning(operation);
  const failed = operation.phase === 'Failed' || operation.phase === 'Error';
  const shown = running || failed || open;
  const total = operation.resources.length;
  const done = operation.resources.filter(({ status }) =>
    ['Synced', 'Pruned', 'PruneSkipped'].includes(status),
  ).length;
  const { startedAt, finishedAt } = operation;
  const facts = (
    <div className={classes.line}>
      {(finishedAt ?? startedAt) && (
        <RelativeTime time={(finishedAt ?? startedAt)!} />
      )}
      {startedAt && finishedAt && (
        <span>
          {t('delivery.operation.took', {
            duration: duration(startedAt, finishedAt),
          })}
        </span>
      )}
      {operation.revision && (
        <span className={classes.name} title={visibleText(operation.revision)}>
          {visibleText(shortRevision(operation.revision))}
        </span>
      )}
      {operation.initiatedBy && (
        <span>
          {t('timeline.by', {
            who: visibleText(
              initiatorOf(
                operation.initiatedBy,
                t('delivery.history.automated'),
              ),
            ),
          })}
        </span>
      )}
      {operation.dryRun && <span>{t('delivery.operation.dryRun')}</span>}
    </div>
  );
  return (
    <Panel
      closed={!shown}
      title={t(running ? 'delivery.operation.now' : 'delivery.operation.last')}
      note={
        <>
          <span role="status">
            <StateChip health={phaseHealth(operation.phase)}>
              {`${t(`timeline.operation.${operation.kind}`)} ${t(
                `timeline.phase.${operation.phase}`,
              )}`}
            </StateChip>
          </span>
          {!shown && facts}
        </>
      }
      tools={
        <>
          {running && operation.phase !== 'Terminating' && (
            <ActionControl
              label={t('delivery.actions.terminate')}
              name={target.application}
              request={terminateRequest(target)}
            />
          )}
          {!running && !failed && total > 0 && (
            <Button
              size="small"
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              onClick={() => setOpen(!open)}
            >
              {t(open ? 'delivery.operation.hide' : 'delivery.operation.show', {
                count: total,
              })}
            </Button>
          )}
        </>
      }
    >
      {shown && facts}
      {running && (
        <>
          {total > 0 && (
            <p className={classes.message} aria-live="polite">
              {t('delivery.operation.progress', {
                done: String(done),
                total: String(total),
              })}
            </p>
          )}
          <LinearProgress
            className={classes.bar}
            aria-label={t('delivery.operation.progressLabel')}
            variant={total > 0 ? 'determinate' : 'indeterminate'}
            value={total > 0 ? (100 * done) / total : undefined}
          />
        </>
      )}
      {shown && operation.message && (
        <p className={classes.message}>{visibleText(operation.message)}</p>
      )}
      {shown && total > 0 && <Resources operation={operation} id={id} />}
    </Panel>
  );
}
