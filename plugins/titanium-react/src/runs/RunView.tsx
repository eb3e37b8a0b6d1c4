import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import RetryIcon from '@material-ui/icons/Replay';
import UndoIcon from '@material-ui/icons/Undo';
import { useState } from 'react';
import {
  isRunEnded,
  Run,
  RunEvent,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '../api';
import { CopyButton, StateChip, visibleText } from '../components';
import { Notice } from '../plans/Notice';
import { useErrorWords } from '../plans/useErrorWords';
import { usePlanWords } from '../plans/usePlanWords';
import { titaniumReactTranslationRef } from '../translation';
import { runHealth } from './health';
import { RevealPanel } from './RevealPanel';
import { RunEvents } from './RunEvents';
import { RunProgress } from './RunProgress';
import { RunSteps } from './RunSteps';
import { useRunWords } from './useRunWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: 16,
      color: theme.palette.text.primary,
    },
    head: { display: 'flex', flexDirection: 'column', gap: 4 },
    state: { fontSize: 16, fontWeight: 600 },
    sentence: { margin: 0, fontSize: 14, overflowWrap: 'anywhere' },
    heading: { fontSize: 13, fontWeight: 600, margin: '0 0 4px' },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 8,
      '@media print': { display: 'none' },
    },
    hint: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumRunView' },
);

/** What the run does on its way, a step of it does too. */
const ON_THE_WAY = ['applying', 'applied', 'verifying'];

/** With one step, what the step did says the same as what the run did; with several it is the other way round. */
function withoutEchoes(run: Run, events: readonly RunEvent[]): RunEvent[] {
  const many = run.steps.length > 1;
  return events.filter(event => {
    switch (event.type) {
      case 'step':
        return many || event.reason !== undefined;
      case 'state':
        return !many || !ON_THE_WAY.includes(event.state);
      default:
        return true;
    }
  });
}

/** @public */
export interface RunViewProps {
  run: Run;
  events: readonly RunEvent[];
  /** Why the data may be old. */
  error?: unknown;
  /** Called when a person wants it taken back; shows no button without. */
  onUndo?: (run: Run) => void;
  /** Called when a person wants to try it again; shows no button without. */
  onRetry?: (run: Run) => void;
  /** Called after the run was told to stop waiting. */
  onChanged?: () => void;
}

/**
 * A run as it happens: state, progress, steps with times, evidence when it stalls, events, and when it has ended the way
 * back.
 * @public
 */
export function RunView(props: RunViewProps) {
  const { run, events, error, onUndo, onRetry, onChanged } = props;
  const classes = useStyles();
  const api = useApi(titaniumApiRef);
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const words = usePlanWords();
  const runWords = useRunWords();
  const errorWords = useErrorWords();
  const [cancelError, setCancelError] = useState<unknown>();
  const ended = isRunEnded(run.state);
  // Which run has offered its value here. Once shown it is not offered again, yet stays for its minute.
  const [offered, setOffered] = useState<string>();
  if (run.reveal.possible && offered !== run.id) {
    setOffered(run.id);
  }
  const stalled = !ended && run.progress?.stalled;
  const evidence = events.filter(event => event.type === 'evidence');
  const outcome = ended ? runWords.outcome(run) : '';
  const stepErrors = run.steps.filter(step => step.error);

  const cancel = () => {
    setCancelError(undefined);
    api.cancelRun(run.id).then(() => onChanged?.(), setCancelError);
  };

  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <div className={classes.state} role="status">
          <StateChip health={runHealth(run.state)}>
            {t(`runs.state.${run.state}`)}
          </StateChip>
        </div>
        <p className={classes.sentence}>
          {visibleText(words.sentence(run.plan))}
        </p>
      </div>
      {offered === run.id && (
        <RevealPanel key={run.id} runId={run.id} onRevealed={onChanged} />
      )}
      {error !== undefined && (
        <Notice
          severity="warning"
          title={t('runs.stale', { message: errorWords(error).message })}
        />
      )}
      {run.progress && <RunProgress progress={run.progress} active={!ended} />}
      {outcome && <Notice severity="info" title={outcome} />}
      {run.state === 'unknown' && (
        <Notice severity="warning" title={t('runs.unknownHelp')} />
      )}
      {run.state === 'failed' && stepErrors.length === 0 && (
        <Notice severity="danger" title={t('runs.failedHelp')} />
      )}
      {(stalled || run.state === 'failed') && evidence.length > 0 && (
        <Notice severity="warning" title={t('runs.stalled')}>
          <RunEvents events={evidence.slice(-8)} />
        </Notice>
      )}
      <section>
        <h3 className={classes.heading}>{t('runs.steps')}</h3>
        <RunSteps run={run} events={events} />
      </section>
      <section>
        <h3 className={classes.heading}>{t('runs.events')}</h3>
        <RunEvents events={withoutEchoes(run, events)} />
      </section>
      <div className={classes.actions}>
        {ended && onUndo && run.state !== 'undone' && (
          <Button
            variant="outlined"
            size="small"
            startIcon={<UndoIcon />}
            disabled={!run.undo.possible}
            onClick={() => onUndo(run)}
          >
            {t('runs.undo')}
          </Button>
        )}
        {ended && onRetry && run.retry.possible && (
          <Button
            variant="outlined"
            size="small"
            startIcon={<RetryIcon />}
            title={t('runs.retryHint')}
            onClick={() => onRetry(run)}
          >
            {t('runs.retry')}
          </Button>
        )}
        {!ended && run.cancel.possible && (
          <Button
            variant="outlined"
            size="small"
            title={t('runs.cancelHint')}
            onClick={cancel}
          >
            {t('runs.cancel')}
          </Button>
        )}
        {run.plan.command && (
          <CopyButton
            variant="text"
            text={run.plan.command}
            label={t('runs.copyCommand')}
          />
        )}
        {ended && !run.undo.possible && run.undo.reason && (
          <span className={classes.hint}>
            {t('runs.undoImpossible', {
              reason: runWords.cannotUndo(run.undo),
            })}
          </span>
        )}
      </div>
      {cancelError !== undefined && (
        <Notice
          role="alert"
          severity="danger"
          title={errorWords(cancelError).title}
        >
          {errorWords(cancelError).message}
        </Notice>
      )}
    </div>
  );
}
