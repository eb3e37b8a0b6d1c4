import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { CopyButton, visibleText } from '../components';
import { monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { ApprovalNotice } from './ApprovalNotice';
import { Notice } from './Notice';
import { OriginView } from './OriginView';
import { PlanFacts } from './PlanFacts';
import { PlanSteps } from './PlanSteps';
import { refName } from './refName';
import { StepChanges } from './StepChanges';
import { ThreeWayView } from './ThreeWayView';
import { useRunWords } from '../runs/useRunWords';
import { usePlanWords } from './usePlanWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: 16,
      color: theme.palette.text.primary,
    },
    sentence: {
      fontSize: 16,
      lineHeight: '24px',
      margin: 0,
      overflowWrap: 'anywhere',
    },
    facts: {
      display: 'grid',
      gridTemplateColumns: 'max-content 1fr',
      gap: '4px 16px',
      margin: 0,
      fontSize: 13,
      lineHeight: '20px',
    },
    name: { color: theme.palette.text.secondary },
    hint: { fontSize: 13, color: theme.palette.text.secondary },
    value: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
    mono: { ...monospace, fontSize: 12 },
    heading: {
      fontSize: 13,
      lineHeight: '20px',
      fontWeight: 600,
      margin: '0 0 4px',
    },
    warnings: { display: 'flex', flexDirection: 'column', gap: 8 },
    command: {
      ...monospace,
      display: 'flex',
      alignItems: 'center',
      gap: 8,
      fontSize: 12,
      lineHeight: '20px',
      padding: '4px 4px 4px 12px',
      borderRadius: 4,
      background: theme.palette.action.hover,
      '& code': {
        flex: 1,
        minWidth: 0,
        overflowWrap: 'anywhere',
        fontFamily: 'inherit',
      },
    },
  }),
  { name: 'TitaniumPlanView' },
);

function Section(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <section>
      <h3 className={classes.heading}>{props.title}</h3>
      {props.children}
    </section>
  );
}

/**
 * A plan read top-down: what will happen, to what, the difference, warnings, who must approve, the same as a command.
 * @public
 */
export function PlanView(props: {
  plan: Plan;
  sentenceId?: string;
  /** True when it was confirmed already, beside the run that says the target. */
  past?: boolean;
}) {
  const { plan, sentenceId, past = false } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const words = usePlanWords();
  const runWords = useRunWords();
  const { target } = plan;
  const reason = runWords.cannotUndo(plan.undo);
  let undo: string = t('plans.undo.possible');
  if (!plan.undo.possible) {
    undo = reason
      ? t('plans.undo.impossible', { reason })
      : t('plans.undo.impossiblePlain');
  }

  const many = plan.steps.length > 1;
  // With several steps what must be known comes before the long part.
  const warnings = plan.warnings.length > 0 && (
    <Section title={t(past ? 'plans.warningsPast' : 'plans.warnings')}>
      <div className={classes.warnings}>
        {plan.warnings.map((warning, index) => (
          <Notice
            key={`${warning.code}-${index}`}
            severity={warning.severity}
            title={t(`plans.severity.${warning.severity}`)}
          >
            {visibleText(words.warning(warning))}
          </Notice>
        ))}
      </div>
    </Section>
  );

  return (
    <div className={classes.root}>
      <p id={sentenceId} className={classes.sentence}>
        {visibleText(words.sentence(plan))}
      </p>
      {!plan.decision.allowed && (
        <Notice severity="danger" title={t('plans.decision.title')}>
          {visibleText(words.refusal(plan))}
          {plan.decision.whoMay?.length ? (
            <div>
              {t('plans.decision.whoMay', {
                who: plan.decision.whoMay.map(refName).join(', '),
              })}
            </div>
          ) : null}
        </Notice>
      )}
      {!past && (
        <dl className={classes.facts}>
          <dt className={classes.name}>{t('plans.target')}</dt>
          <dd className={`${classes.value} ${classes.mono}`}>
            {target.kind}/{target.name}
          </dd>
          {target.namespace && (
            <>
              <dt className={classes.name}>{t('plans.namespace')}</dt>
              <dd className={`${classes.value} ${classes.mono}`}>
                {target.namespace}
              </dd>
            </>
          )}
          <dt className={classes.name}>{t('plans.cluster')}</dt>
          <dd className={`${classes.value} ${classes.mono}`}>
            {target.cluster}
          </dd>
          <dt className={classes.name}>{t('plans.services')}</dt>
          <dd className={classes.value}>
            {plan.boundEntityRefs.map(refName).join(', ') ||
              t('plans.noService')}
          </dd>
          <dt className={classes.name}>{t('plans.origin.title')}</dt>
          <dd className={classes.value}>
            <OriginView plan={plan} />
          </dd>
          <PlanFacts values={plan.summary.values} className={classes.name} />
        </dl>
      )}
      {plan.threeWay && (
        <Section title={t('plans.threeWay.title')}>
          <ThreeWayView entries={plan.threeWay} />
        </Section>
      )}
      {many && warnings}
      {many ? (
        <Section title={t('plans.stepsTitle')}>
          <PlanSteps steps={plan.steps} />
        </Section>
      ) : (
        plan.steps.map(step => (
          <Section key={step.index} title={t('plans.changes')}>
            <StepChanges preview={step.preview} />
          </Section>
        ))
      )}
      {!many && warnings}
      {plan.approval.required && (
        <Section title={t('plans.approval.title')}>
          <ApprovalNotice plan={plan} />
        </Section>
      )}
      {plan.command && (
        <Section title={t('plans.command')}>
          <div className={classes.command}>
            <code>{visibleText(plan.command)}</code>
            <CopyButton text={plan.command} label={t('plans.copyCommand')} />
          </div>
        </Section>
      )}
      {!past && <div className={classes.hint}>{undo}</div>}
    </div>
  );
}
