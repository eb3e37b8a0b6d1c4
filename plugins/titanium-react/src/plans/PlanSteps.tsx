import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { PlanStep } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { useRunWords } from '../runs/useRunWords';
import { titaniumReactTranslationRef } from '../translation';
import { StepChanges } from './StepChanges';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    step: {
      display: 'grid',
      gridTemplateColumns: '24px minmax(0, 1fr)',
      columnGap: 12,
      paddingBottom: 12,
      position: 'relative',
      // The line that leads from a step to the next.
      '&:not(:last-child)::before': {
        content: '""',
        position: 'absolute',
        left: 11,
        top: 26,
        bottom: 2,
        borderLeft: `2px solid ${theme.palette.divider}`,
      },
      '&:last-child': { paddingBottom: 0 },
    },
    number: {
      width: 24,
      height: 24,
      boxSizing: 'border-box',
      borderRadius: '50%',
      border: `2px solid ${theme.palette.divider}`,
      fontSize: 12,
      fontWeight: 600,
      lineHeight: '20px',
      textAlign: 'center',
      fontVariantNumeric: 'tabular-nums',
    },
    title: {
      fontSize: 14,
      lineHeight: '24px',
      fontWeight: 600,
      overflowWrap: 'anywhere',
    },
    note: {
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
    },
    changes: { marginTop: 4 },
  }),
  { name: 'TitaniumPlanSteps' },
);

/** The steps of a plan in their order, each with what it changes. */
export function PlanSteps(props: { steps: readonly PlanStep[] }) {
  const { steps } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const words = useRunWords();
  return (
    <ol className={classes.list} aria-label={t('plans.stepsLabel')}>
      {steps.map(step => {
        const note = words.stepNote(step);
        return (
          <li key={step.index} className={classes.step}>
            <span className={classes.number} aria-hidden>
              {step.index + 1}
            </span>
            <div>
              <div className={classes.title}>
                {visibleText(words.step(step))}
              </div>
              {note && <div className={classes.note}>{visibleText(note)}</div>}
              {(step.preview.source !== 'none' || !note) && (
                <div className={classes.changes}>
                  <StepChanges preview={step.preview} />
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
