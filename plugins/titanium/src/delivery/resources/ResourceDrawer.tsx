import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import {
  CopyButton,
  DiffResultView,
  EmptyState,
  ErrorNotice,
  MiddleEllipsis,
  monospace,
  RelativeTime,
  SkeletonRows,
  titaniumApiRef,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryResourceRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { ActionControl } from '../../pods/actions/ActionControl';
import { useRead } from '../../pods/drawer/useRead';
import { titaniumTranslationRef } from '../../translation';
import { ApplicationRef, diffRequest, syncRequest } from '../model/requests';
import { HealthCell, SyncCell } from './cells';
import { isOutOfSync } from './filter';

const useStyles = makeStyles(
  theme => ({
    paper: { width: 'min(840px, 100vw)' },
    head: {
      display: 'flex',
      alignItems: 'center',
      gap: 12,
      padding: '12px 12px 4px 24px',
      [theme.breakpoints.down('xs')]: { paddingLeft: 16 },
    },
    name: {
      flex: '0 1 auto',
      minWidth: 0,
      margin: 0,
      fontSize: 16,
      fontWeight: 600,
    },
    close: { marginLeft: 'auto' },
    body: {
      padding: '8px 24px 24px',
      fontSize: 13,
      lineHeight: '20px',
      [theme.breakpoints.down('xs')]: { padding: '8px 16px 24px' },
    },
    facts: {
      display: 'grid',
      gridTemplateColumns: 'max-content 1fr',
      gap: '6px 16px',
      margin: '0 0 16px',
      '& dt': { color: theme.palette.text.secondary },
      '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
    },
    mono: { ...monospace, fontSize: 12 },
    heading: { margin: '0 0 4px', fontSize: 13, fontWeight: 600 },
    actions: { display: 'flex', flexWrap: 'wrap', gap: 8, margin: '16px 0 0' },
  }),
  { name: 'TitaniumResourceDrawer' },
);

function Difference(props: {
  row: DeliveryResourceRow;
  target: ApplicationRef;
}) {
  const { row, target } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const read = useRead(useApi(titaniumApiRef), diffRequest(target, []));
  const result = read.answer?.result;
  const objects =
    result?.type === 'diff'
      ? result.objects.filter(
          ({ ref }) =>
            ref.kind.toLowerCase() === row.kind.toLowerCase() &&
            ref.name === row.name &&
            (ref.namespace ?? null) === row.namespace,
        )
      : [];
  return (
    <>
      <h3 className={classes.heading}>{t('delivery.diff.title')}</h3>
      {!read.answer && !read.error && <SkeletonRows rows={3} />}
      {read.error && (
        <ErrorNotice
          title={t('delivery.diff.failed')}
          words={read.error.message}
          onRetry={read.again}
        />
      )}
      {read.answer && (
        <DiffResultView
          result={{ type: 'diff', objects }}
          empty={t('delivery.diff.none')}
        />
      )}
    </>
  );
}

/** Where else the portal shows the object. */
function pageOf(row: DeliveryResourceRow, page: string): string | null {
  switch (row.kind) {
    case 'Pod':
      return `${page}/pods?pod=${encodeURIComponent(row.name)}`;
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
      return `${page}/pods`;
    default:
      return null;
  }
}

/** One object of the application: how it is, how it differs, what can be done. */
export function ResourceDrawer(props: {
  row: DeliveryResourceRow | undefined;
  resource: string | null;
  ready: boolean;
  target: ApplicationRef;
  page: string;
  onClose: () => void;
}) {
  const { row, resource, ready, target, page, onClose } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const name = row?.name ?? resource?.split('/').pop() ?? '';
  const href = row && pageOf(row, page);
  return (
    <Drawer
      anchor="right"
      open={resource !== null}
      onClose={onClose}
      classes={{ paper: classes.paper }}
      PaperProps={
        {
          role: 'dialog',
          'aria-modal': true,
          'aria-label': t('delivery.drawer.label', {
            kind: row?.kind ?? '',
            name,
          }),
          'data-titanium': 'resource-drawer',
        } as object
      }
    >
      <header className={classes.head}>
        <h2 className={classes.name}>
          <MiddleEllipsis text={name} tail={12} />
        </h2>
        <CopyButton text={name} />
        <IconButton
          size="small"
          className={classes.close}
          aria-label={t('delivery.drawer.close')}
          title={t('delivery.drawer.close')}
          onClick={onClose}
        >
          <CloseIcon />
        </IconButton>
      </header>
      {!row && resource !== null && !ready && <SkeletonRows />}
      {!row && resource !== null && ready && (
        <EmptyState title={t('delivery.drawer.gone', { name })} />
      )}
      {row && (
        <div className={classes.body}>
          <dl className={classes.facts}>
            <dt>{t('delivery.resources.columns.kind')}</dt>
            <dd>
              {row.kind}
              {row.group && ` · ${row.group}`}
            </dd>
            {row.namespace && (
              <>
                <dt>{t('pods.drawer.facts.namespace')}</dt>
                <dd className={classes.mono}>{row.namespace}</dd>
              </>
            )}
            {row.health && (
              <>
                <dt>{t('delivery.resources.columns.health')}</dt>
                <dd>
                  <HealthCell row={row} />
                  {row.message && <div>{visibleText(row.message)}</div>}
                </dd>
              </>
            )}
            {(row.sync || row.requiresPruning) && (
              <>
                <dt>{t('delivery.resources.columns.sync')}</dt>
                <dd>
                  <SyncCell row={row} />
                  {row.requiresPruning && (
                    <div>{t('delivery.resources.pruneText')}</div>
                  )}
                </dd>
              </>
            )}
            {row.info.length > 0 && (
              <>
                <dt>{t('delivery.resources.columns.info')}</dt>
                <dd>{visibleText(row.info.join(' · '))}</dd>
              </>
            )}
            {row.createdAt && (
              <>
                <dt>{t('pods.drawer.facts.started')}</dt>
                <dd>
                  <RelativeTime time={row.createdAt} />
                </dd>
              </>
            )}
          </dl>
          {row.managed && isOutOfSync(row) && (
            <Difference row={row} target={target} />
          )}
          <div className={classes.actions}>
            {row.managed && (
              <ActionControl
                label={t('delivery.actions.syncOne')}
                name={`${row.kind}/${row.name}`}
                request={syncRequest(target, {
                  resources: [row],
                  prune: row.requiresPruning,
                })}
              />
            )}
          </div>
          {href && (
            <p>
              <Link to={href}>{t('delivery.drawer.pods')}</Link>
            </p>
          )}
        </div>
      )}
    </Drawer>
  );
}
