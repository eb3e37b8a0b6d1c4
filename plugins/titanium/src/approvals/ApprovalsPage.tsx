import { Content, Header, Link, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  ApprovalRow,
  ViewStatus,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  EmptyState,
  Freshness,
  refName,
  RelativeTime,
  SkeletonRows,
  usePlanWords,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { titaniumTranslationRef } from '../translation';
import { planPath } from './paths';
import { useApprovals } from './useApprovals';

const useStyles = makeStyles(
  theme => ({
    bar: { display: 'flex', justifyContent: 'flex-end', marginBottom: 16 },
    heading: { margin: '0 0 8px', fontSize: 16, fontWeight: 600 },
    list: {
      listStyle: 'none',
      margin: '0 0 24px',
      padding: 0,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
    item: {
      padding: '12px 16px',
      overflowWrap: 'anywhere',
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    detail: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumApprovalsPage' },
);

function Waiting(props: { title: string; rows: ApprovalRow[] }) {
  const { title, rows } = props;
  const classes = useStyles();
  const words = usePlanWords();
  const { t } = useTranslationRef(titaniumTranslationRef);
  if (rows.length === 0) {
    return null;
  }
  return (
    <section aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <ul className={classes.list}>
        {rows.map(row => (
          <li key={row.id} className={classes.item}>
            <Link to={planPath(row.id)}>
              {visibleText(words.sentence(row))}
            </Link>
            <div className={classes.detail}>
              {t('approvals.askedBy', { who: refName(row.requester) })}{' '}
              <RelativeTime time={row.createdAt} /> ·{' '}
              {t('approvals.target', {
                target: `${row.target.kind}/${row.target.name}`,
              })}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What waits for the caller's approval first, then what waits for others. */
export function ApprovalsPage() {
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { approvals, stream } = useApprovals();
  const status = useMemo<ViewStatus>(
    () =>
      stream.view.ready
        ? { portal: { state: 'live', since: '', platform: 'Titanium' } }
        : stream.view.status,
    [stream.view.ready, stream.view.status],
  );
  return (
    <Page themeId="tool">
      <Header title={t('approvals.title')} subtitle={t('approvals.subtitle')} />
      <Content>
        <div data-titanium="approvals">
          <div className={classes.bar}>
            <Freshness
              status={status}
              connection={stream.connection}
              onRetry={stream.retry}
            />
          </div>
          {!approvals && <SkeletonRows />}
          {approvals?.length === 0 && (
            <EmptyState title={t('approvals.empty')}>
              {t('approvals.emptyText')}
            </EmptyState>
          )}
          {approvals && (
            <>
              <Waiting
                title={t('approvals.mine')}
                rows={approvals.filter(row => row.mayApprove)}
              />
              <Waiting
                title={t('approvals.others')}
                rows={approvals.filter(row => !row.mayApprove)}
              />
            </>
          )}
        </div>
      </Content>
    </Page>
  );
}
