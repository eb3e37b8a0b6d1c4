import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  EmptyState,
  ErrorNotice,
  Freshness,
  SkeletonRows,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { titaniumTranslationRef } from '../translation';
import { useApprovals } from './useApprovals';
import { WaitingPlans } from './WaitingPlans';

const useStyles = makeStyles(
  { bar: { display: 'flex', justifyContent: 'flex-end', marginBottom: 16 } },
  { name: 'TitaniumApprovalsPage' },
);

/** What waits for the caller's approval first, then the caller's own plans, then what waits for others. */
export function ApprovalsPage() {
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { approvals, stream } = useApprovals();
  const { ready, refused } = stream.view;
  const { reason } = stream.connection;
  const status = useMemo<ViewStatus>(
    () =>
      ready
        ? { portal: { state: 'live', since: '', platform: 'Titanium' } }
        : stream.view.status,
    [ready, stream.view.status],
  );
  const failure = refused?.message ?? (ready ? undefined : reason);
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
          {!approvals && failure !== undefined && (
            <ErrorNotice
              title={t('approvals.listFailed')}
              words={failure}
              onRetry={stream.retry}
            />
          )}
          {!approvals && failure === undefined && <SkeletonRows />}
          {approvals?.length === 0 && (
            <EmptyState title={t('approvals.empty')}>
              {t('approvals.emptyText')}
            </EmptyState>
          )}
          {approvals && (
            <>
              <WaitingPlans
                title={t('approvals.mine')}
                rows={approvals.filter(row => row.mayApprove)}
              />
              <WaitingPlans
                title={t('approvals.own')}
                rows={approvals.filter(row => row.mine)}
              />
              <WaitingPlans
                title={t('approvals.others')}
                rows={approvals.filter(row => !row.mayApprove && !row.mine)}
              />
            </>
          )}
        </div>
      </Content>
    </Page>
  );
}
