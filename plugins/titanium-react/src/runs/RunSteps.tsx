import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  Run,
  RunEvent,
  RunStep,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { RelativeTime, StateChip, visibleText } from '../components';
import { usePlanWords } from '../plans/usePlanWords';
import { healthColor } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { runHealth } from './health';
import { useRunDuration } from './useRunDuration';
import { useRunWords } from './useRunWords';

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      fontSize: 14,
      lineHeight: '20px',
    },
    step: {
      display: 'grid',
      gridTemplateColumns: 'minmax(112px, max-content) 1fr max-content',
      columnGap: 16,
      alignItems: 'center',
      padding: '6px 0',
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:last-child': { borderBottom: 0 },
    },
    title: { minWidth: 0, overflowWrap: 'anywhere' },
    time: {
      fontSize: 12,
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    error: {
      gridColumn: '1 / -1',
      color: healthColor(theme, 'failed'),
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'TitaniumRunSteps' },
);

/** The steps of a run, each with its state, when it began and how long it took. */
export function RunSteps(props: {
  run: Pick<Run, 'steps' | 'plan'>;
  events: readonly RunEvent[];
}) {
  const { steps, plan } = props.run;
  const runWords = useRunWords();
  // A step keeps its reason in English; the event beside it knows the words for other languages.
  const reasonOf = ({ index, error }: RunStep) => {
    const told = props.events.find(
      event =>
        event.type === 'step' && event.step === index && event.reason === error,
    );
    return told?.type === 'step' ? runWords.ending(told) : error ?? '';
  };
  const words = usePlanWords();
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const duration = useRunDuration();
  const took = (step: RunStep) => {
    if (!step.startedAt || !step.endedAt) {
      return step.startedAt && <RelativeTime time={step.startedAt} />;
    }
    return t('runs.took', {
      duration: duration(step.startedAt, step.endedAt),
    });
  };
  return (
    <ol className={classes.list} aria-label={t('runs.steps')}>
      {steps.map(step => (
        <li key={step.index} className={classes.step}>
          <StateChip health={runHealth(step.state)}>
            {t(`runs.step.${step.state}`)}
          </StateChip>
          <span className={classes.title}>
            {visibleText(
              // The one step of a plan is the plan itself, which has words in every language.
              steps.length === 1
                ? words.confirmLabel(plan)
                : runWords.step(plan.steps[step.index]),
            )}
          </span>
          <span className={classes.time}>{took(step)}</span>
          {step.error && (
            <span className={classes.error}>{visibleText(reasonOf(step))}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
