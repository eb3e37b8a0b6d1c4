import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ChangeIcon from '@material-ui/icons/EditOutlined';
import ReadIcon from '@material-ui/icons/VisibilityOutlined';
import { useId, useMemo, useRef, useState } from 'react';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { RelativeTime } from '../components';
import { useFocusReturn } from '../components/keyboard/useFocusReturn';
import { PlanDialog } from '../plans/PlanDialog';
import { PlanSource } from '../plans/types';
import { useErrorWords } from '../plans/useErrorWords';
import { ResultView } from '../results';
import { useResultSummary } from '../results/useResultSummary';
import { titaniumReactTranslationRef, useServerWords } from '../translation';
import { FollowedLog } from './FollowedLog';
import { FormDialog } from './forms/FormDialog';
import { filledInput, formOf } from './forms/formFields';
import { LastRuns } from './LastRuns';
import { GoneNote, LintNotes } from './LintNotes';
import { useCommandMemory } from './memory';
import { PlaceholderField, placeholderName } from './PlaceholderField';
import { CommandPlace } from './types';
import { useRead } from './useRead';
import { useStripStyles } from './useStripStyles';
import { presetValue, statementSource } from './values';

/** A statement that runs: at once when it only reads, after a plan and a confirmation when it changes something. */
export function RunnableStrip(props: {
  statement: ServerStatement;
  place: CommandPlace;
  lineLabel: string | null;
  /** True when what the statement names does not exist any more. */
  gone?: boolean;
}) {
  const { statement, place, lineLabel, gone = false } = props;
  const classes = useStripStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { actionTitle } = useServerWords();
  const summarize = useResultSummary();
  const errorWords = useErrorWords();
  const { recall, remember } = useCommandMemory();
  const { state, read } = useRead();
  const [open, setOpen] = useState(false);
  // The answer whose log is no longer followed.
  const [stopped, setStopped] = useState<string | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [plan, setPlan] = useState<PlanSource | null>(null);
  const [planned, setPlanned] = useState(false);
  const [filling, setFilling] = useState(false);
  const fields = useRef(new Map<string, HTMLInputElement>());
  const id = useId();

  const reads = statement.risk === 'read';
  const title = actionTitle(statement.action, statement.title);
  const keyOf = (text: string, type: string) => `${type}:${text}`;
  const valueOf = (each: ServerStatement['placeholders'][number]) =>
    recall(keyOf(each.text, each.type)) ??
    presetValue(statement, each.text) ??
    '';
  const values = Object.fromEntries(
    statement.placeholders
      .map(each => [each.text, valueOf(each).trim()])
      .filter(([, value]) => value !== ''),
  );
  const source = statementSource(statement, place, values);
  const form = formOf(statement);
  const request = {
    statement: source,
    entityRef: place.entityRef,
    origin: {
      documentRef: place.documentRef,
      path: place.path,
      heading: place.heading,
    },
  };

  const act = () => {
    const empty = statement.placeholders.find(each => !values[each.text]);
    setMissing(empty?.text ?? null);
    if (empty) {
      fields.current.get(empty.text)?.focus();
      return;
    }
    if (reads) {
      setOpen(true);
      read({ statement: source, entityRef: place.entityRef });
    } else if (form) {
      setFilling(true);
    } else {
      setPlanned(true);
      setPlan({ type: 'request', request });
    }
  };

  let label: string = t(form ? 'commands.form.open' : 'commands.preview');
  if (reads) {
    label = t(state.answer ? 'commands.runAgain' : 'commands.run');
    if (state.running) {
      label = t('commands.running');
    }
  }
  const { namespace, cluster } = statement.defaults;
  const Icon = reads ? ReadIcon : ChangeIcon;
  const verdict = reads ? 'read' : 'change';
  const answer = state.answer;
  const follow =
    answer?.result.type === 'logs' && place.entityRef
      ? answer.result.follow
      : undefined;
  const following = follow !== undefined && stopped !== answer?.at;
  const summary = useMemo(
    () => answer && summarize(answer.result),
    // The words change with the language, which draws everything anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [answer],
  );

  const strip = useRef<HTMLDivElement>(null);
  useFocusReturn(strip, filling || plan !== null);

  return (
    <div
      ref={strip}
      className={classes.strip}
      role="group"
      aria-label={t('commands.stripLabel', {
        title,
        line: String(statement.line),
      })}
    >
      <div className={classes.row}>
        <Icon
          className={classes.icon}
          titleAccess={t(`commands.verdict.${verdict}`)}
        />
        {lineLabel && <span className={classes.muted}>{lineLabel}</span>}
        <span id={`${id}title`} className={classes.title}>
          {title}
        </span>
        {statement.risk && statement.risk !== 'read' && (
          <span className={classes[`risk${statement.risk}`]}>
            {t(`commands.risk.${statement.risk}`)}
          </span>
        )}
        {namespace && (
          <span className={classes.muted}>
            {t('commands.defaults.namespace', { namespace })}
          </span>
        )}
        {cluster && !namespace && (
          <span className={classes.muted}>
            {t('commands.defaults.cluster', { cluster })}
          </span>
        )}
        {statement.placeholders.length > 0 && (
          <span className={classes.fields}>
            {statement.placeholders.map(each => (
              <PlaceholderField
                key={each.text}
                placeholder={each}
                source={source}
                value={valueOf(each)}
                missing={missing === each.text}
                inputRef={element => {
                  if (element) {
                    fields.current.set(each.text, element);
                  } else {
                    fields.current.delete(each.text);
                  }
                }}
                onChange={value => {
                  remember(keyOf(each.text, each.type), value);
                  setMissing(null);
                }}
                onSubmit={act}
              />
            ))}
          </span>
        )}
        {gone && <GoneNote statement={statement} />}
        <span className={classes.grow} role="status">
          {missing && (
            <span className={classes.failed}>
              {t('commands.field.missing', { name: placeholderName(missing) })}
            </span>
          )}
          {!missing && state.error !== undefined && (
            <span className={classes.failed}>
              {errorWords(state.error).title}
            </span>
          )}
          {!missing && state.error === undefined && answer && (
            <span className={classes.muted}>
              {summary} · <RelativeTime time={answer.at} />
            </span>
          )}
        </span>
        {!reads && place.documentRef && statement.stepHash && (
          <LastRuns
            statement={statement}
            values={values}
            documentRef={place.documentRef}
          />
        )}
        {answer && (
          <button
            type="button"
            className={classes.link}
            aria-expanded={open}
            aria-describedby={`${id}title`}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'commands.result.hide' : 'commands.result.show')}
          </button>
        )}
        <button
          type="button"
          id={`${id}run`}
          className={classes.button}
          aria-labelledby={`${id}run ${id}title`}
          aria-disabled={state.running || undefined}
          onClick={() => !state.running && act()}
        >
          {label}
        </button>
      </div>
      <LintNotes statement={statement} />
      {state.error !== undefined && (
        <div className={classes.advice}>{errorWords(state.error).message}</div>
      )}
      {answer && open && (
        <div className={classes.result}>
          {follow && following && place.entityRef ? (
            <FollowedLog
              follow={follow}
              entityRef={place.entityRef}
              label={title}
              onStop={() => setStopped(answer.at)}
            />
          ) : (
            <ResultView result={answer.result} label={title} />
          )}
        </div>
      )}
      {form && filling && (
        <FormDialog
          form={form}
          input={filledInput(statement.input, values)}
          title={title}
          request={request}
          onClose={() => setFilling(false)}
          onPlanned={made => {
            setFilling(false);
            setPlanned(true);
            setPlan({ type: 'plan', id: made.id });
          }}
        />
      )}
      {planned && <PlanDialog source={plan} onClose={() => setPlan(null)} />}
    </div>
  );
}
