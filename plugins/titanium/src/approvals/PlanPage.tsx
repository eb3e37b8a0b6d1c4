import { Content, Header, Link, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  absoluteTime,
  EmptyState,
  ErrorNotice,
  PlanDialog,
  PlanSource,
  PlanView,
  refName,
  SkeletonRows,
  TitaniumRequestError,
  useErrorWords,
  usePlanWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { runPath } from '../runs/paths';
import { titaniumTranslationRef } from '../translation';
import { Judgement } from './Judgement';
import { APPROVALS_PATH } from './paths';
import { usePlanById } from './usePlanById';

const useStyles = makeStyles(
  theme => ({
    panel: {
      maxWidth: 960,
      padding: 16,
      marginBottom: 16,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      '@media print': { border: 0, padding: '8px 0' },
    },
    heading: { margin: '0 0 12px', fontSize: 16, fontWeight: 600 },
  }),
  { name: 'TitaniumPlanPage' },
);

/** What can be done with the plan now, by whoever looks. */
function Next(props: {
  plan: Plan;
  isMine: boolean;
  mayApprove: boolean;
  onStart: () => void;
  onRenew: () => void;
  onJudged: () => void;
}) {
  const { plan, isMine, mayApprove, onStart, onRenew, onJudged } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const words = usePlanWords();
  if (plan.state === 'awaiting_approval' && mayApprove) {
    return <Judgement plan={plan} onJudged={onJudged} />;
  }
  if (plan.state === 'approved' && isMine) {
    return (
      <>
        <p>{t('approvals.states.approvedMine')}</p>
        <Button
          variant="contained"
          color="primary"
          disableElevation
          onClick={onStart}
        >
          {words.confirmLabel(plan)}
        </Button>
      </>
    );
  }
  const over = ['expired', 'rejected'].includes(plan.state);
  return (
    <>
      <p role="status">
        {plan.state === 'awaiting_approval'
          ? t('approvals.states.awaiting_approval', {
              who: plan.approval.approvers.map(refName).join(', '),
            })
          : t(`approvals.states.${plan.state}`)}
      </p>
      {plan.runId && (
        <Link to={runPath(plan.runId)}>{t('approvals.openRun')}</Link>
      )}
      {isMine && over && (
        <Button variant="outlined" onClick={onRenew}>
          {t('approvals.renew')}
        </Button>
      )}
    </>
  );
}

/** One plan: what it would do, and what may be done with it. Notifications about approval lead here. */
export function PlanPage() {
  const { id = '' } = useParams();
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const navigate = useNavigate();
  const words = usePlanWords();
  const errorWords = useErrorWords();
  const { plan, error, isMine, mayApprove, refresh } = usePlanById(id);
  const [start, setStart] = useState<PlanSource | null>(null);
  const missing = error instanceof TitaniumRequestError && error.status === 404;
  return (
    <Page themeId="tool">
      <Header
        title={plan ? words.title(plan) : t('approvals.plan')}
        subtitle={
          plan &&
          `${absoluteTime(plan.createdAt)} · ${t('approvals.askedBy', {
            who: refName(plan.requester),
          })}`
        }
        type={t('approvals.title')}
        typeLink={APPROVALS_PATH}
      />
      <Content>
        <div data-titanium="plan">
          {!plan && error === undefined && <SkeletonRows />}
          {!plan && missing && (
            <EmptyState
              title={t('approvals.notFound')}
              actions={<Link to={APPROVALS_PATH}>{t('approvals.title')}</Link>}
            >
              {t('approvals.notFoundText')}
            </EmptyState>
          )}
          {error !== undefined && !missing && (
            <ErrorNotice
              title={t('approvals.failed')}
              words={errorWords(error).message}
              onRetry={refresh}
            >
              {errorWords(error).title}
            </ErrorNotice>
          )}
          {plan && (
            <>
              <section className={classes.panel}>
                <h2 className={classes.heading}>{t('approvals.next')}</h2>
                <Next
                  plan={plan}
                  isMine={isMine}
                  mayApprove={mayApprove}
                  onStart={() => setStart({ type: 'plan', id: plan.id })}
                  onRenew={() => setStart({ type: 'renewal', planId: plan.id })}
                  onJudged={refresh}
                />
              </section>
              <section className={classes.panel}>
                <h2 className={classes.heading}>{t('approvals.planned')}</h2>
                <PlanView plan={plan} />
              </section>
            </>
          )}
          <PlanDialog
            source={start}
            onClose={() => {
              setStart(null);
              refresh();
            }}
            onStarted={run => navigate(runPath(run.id))}
          />
        </div>
      </Content>
    </Page>
  );
}
