import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumErrorCode, TitaniumRequestError } from '../api';
import { FollowedRun } from '../runs/FollowedRun';
import { useNow } from '../components/time/clock';
import { titaniumReactTranslationRef, useServerWords } from '../translation';
import { ConfirmButton } from './ConfirmButton';
import { Notice } from './Notice';
import { PlanView } from './PlanView';
import { refName } from './refName';
import { RiskLabel } from './RiskLabel';
import { PlanSource } from './types';
import { useErrorWords } from './useErrorWords';
import { usePlan } from './usePlan';
import { usePlanWords } from './usePlanWords';

const useStyles = makeStyles(
  theme => ({
    title: {
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: 12,
      padding: '16px 24px 8px',
      [theme.breakpoints.down('xs')]: { padding: '16px 16px 8px' },
      '& h2': { margin: 0, fontSize: 20, lineHeight: '28px', fontWeight: 600 },
    },
    content: {
      padding: '8px 24px 16px',
      display: 'flex',
      flexDirection: 'column',
      gap: 16,
      [theme.breakpoints.down('xs')]: { padding: '8px 16px 16px' },
    },
    actions: {
      padding: '12px 24px',
      gap: 8,
      flexWrap: 'wrap',
      borderTop: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('xs')]: { padding: '12px 16px' },
    },
    hint: {
      flex: 1,
      fontSize: 13,
      lineHeight: '18px',
      color: theme.palette.text.secondary,
    },
    loading: { fontSize: 14, color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumPlanDialogContents' },
);

/** Refusals after which only a fresh preview helps. */
const OUTDATED = ['plan-expired', 'plan-changed', 'plan-consumed'];

function useMinutesLeft(plan: Plan | undefined): number {
  const now = useNow(1000);
  if (!plan) {
    return 0;
  }
  // The shared clock may have ticked last before the plan was made.
  const from = Math.max(now, Date.parse(plan.createdAt));
  return Math.ceil((Date.parse(plan.expiresAt) - from) / 60_000);
}

/** Why not, in the server's words, and who may. */
function Failure(props: { error: unknown }) {
  const { error } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { title, message } = useErrorWords()(error);
  const { refusal } = useServerWords();
  const decision =
    error instanceof TitaniumRequestError ? error.decision : undefined;
  const whoMay = decision?.whoMay;
  return (
    <Notice role="alert" severity="danger" title={title}>
      <div>{decision ? refusal(decision) : message}</div>
      {whoMay?.length ? (
        <div>
          {t('plans.decision.whoMay', { who: whoMay.map(refName).join(', ') })}
        </div>
      ) : null}
    </Notice>
  );
}

/** Title, body and buttons of the dialog, from the first request to the end of the run. */
export function PlanDialogContents(props: {
  first: PlanSource;
  onClose: () => void;
  onStarted?: (run: Run) => void;
  titleId: string;
  sentenceId: string;
}) {
  const { first, onClose, onStarted, titleId, sentenceId } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const words = usePlanWords();
  const errorWords = useErrorWords();
  const [source, setSource] = useState(first);
  const { progress, refresh, confirm } = usePlan(source);
  const [endedRun, setEndedRun] = useState<string>();
  const cancelRef = useRef<HTMLButtonElement>(null);
  const confirmRef = useRef<HTMLButtonElement>(null);

  const plan =
    progress.phase === 'ready' || progress.phase === 'running'
      ? progress.plan
      : undefined;
  const ready = progress.phase === 'ready' ? progress : undefined;
  const error = ready?.error;
  const minutesLeft = useMinutesLeft(ready?.plan);
  const outdated =
    ready !== undefined &&
    (minutesLeft <= 0 || OUTDATED.includes(titaniumErrorCode(error) ?? ''));
  const mayConfirm =
    ready !== undefined &&
    ready.plan.decision.allowed &&
    (!ready.plan.approval.required || ready.plan.state === 'approved');

  const run = progress.phase === 'running' ? progress.run : undefined;
  useEffect(() => {
    if (run) {
      onStarted?.(run);
    }
    // Once a run, however often the callback changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [run?.id]);

  const onEnded = useCallback(() => setEndedRun(run?.id), [run?.id]);

  // What cannot be taken back must not start by a stray Enter.
  const careful =
    ready && (ready.plan.risk === 'high' || !ready.plan.undo.possible);
  const readyId = ready?.plan.id;
  useEffect(() => {
    if (readyId) {
      const button =
        careful || !confirmRef.current ? cancelRef.current : confirmRef.current;
      button?.focus();
    }
  }, [readyId, careful]);

  return (
    <>
      <DialogTitle disableTypography className={classes.title} id={titleId}>
        <h2>{plan ? words.title(plan) : t('plans.loadingLabel')}</h2>
        {plan && <RiskLabel risk={plan.risk} />}
      </DialogTitle>
      <DialogContent className={classes.content}>
        {progress.phase === 'loading' && (
          <div className={classes.loading} role="status">
            <LinearProgress aria-label={t('plans.loadingLabel')} />
            <p>{t('plans.loading')}</p>
          </div>
        )}
        {progress.phase === 'failed' && <Failure error={progress.error} />}
        {outdated && (
          <Notice
            role="alert"
            severity="warning"
            title={
              error ? errorWords(error).title : t('plans.failed.plan-expired')
            }
          >
            {error ? t('plans.changed') : t('plans.expired')}
          </Notice>
        )}
        {ready && error !== undefined && !outdated && <Failure error={error} />}
        {ready && <PlanView plan={ready.plan} sentenceId={sentenceId} />}
        {run && (
          <FollowedRun
            key={run.id}
            run={run}
            onEnded={onEnded}
            onUndo={undone => setSource({ type: 'undo', runId: undone.id })}
          />
        )}
      </DialogContent>
      <DialogActions className={classes.actions}>
        <div className={classes.hint}>
          {ready &&
            mayConfirm &&
            !outdated &&
            t('plans.validUntil', { minutes: String(minutesLeft) })}
          {ready && ready.plan.state === 'awaiting_approval' && !outdated && (
            <>
              {t('plans.approval.waiting')}{' '}
              <Link
                underline="always"
                to={`/titanium/plans/${encodeURIComponent(ready.plan.id)}`}
              >
                {t('plans.approval.openPlan')}
              </Link>
            </>
          )}
          {run && (
            <>
              {endedRun !== run.id && `${t('plans.goesOn')} `}
              <Link to={`/titanium/runs/${encodeURIComponent(run.id)}`}>
                {t('plans.openRun')}
              </Link>
            </>
          )}
        </div>
        <Button ref={cancelRef} disableFocusRipple onClick={onClose}>
          {mayConfirm && !run ? t('plans.cancel') : t('plans.close')}
        </Button>
        {(outdated || progress.phase === 'failed') && (
          <Button variant="outlined" onClick={refresh}>
            {progress.phase === 'failed'
              ? t('plans.retry')
              : t('plans.freshPreview')}
          </Button>
        )}
        {ready && mayConfirm && !outdated && (
          <ConfirmButton
            ref={confirmRef}
            risk={ready.plan.risk}
            disabled={ready.starting}
            onClick={confirm}
          >
            {ready.starting
              ? t('plans.starting')
              : words.confirmLabel(ready.plan)}
          </ConfirmButton>
        )}
      </DialogActions>
    </>
  );
}
