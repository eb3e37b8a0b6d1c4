import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControl from '@material-ui/core/FormControl';
import NativeSelect from '@material-ui/core/NativeSelect';
import { makeStyles } from '@material-ui/core/styles';
import {
  ErrorNotice,
  Freshness,
  LogView,
  StreamTopic,
  useLogLines,
} from '@titanium-portal/backstage-plugin-titanium-react';
import {
  PodRow,
  WorkloadRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ReactNode } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { PodsUrlState } from '../urlState';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      flex: 1,
      minHeight: 0,
      gap: 8,
      padding: '12px 24px 16px',
      [theme.breakpoints.down('xs')]: { padding: '8px 12px 12px' },
    },
    choices: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 16px',
    },
    select: { fontSize: 13, maxWidth: 240 },
    freshness: { marginLeft: 'auto' },
  }),
  { name: 'TitaniumPodLogs' },
);

type LogState = PodsUrlState['logs'];

const TAILS = [100, 1000, 5000, 20000];

function Choice(props: {
  label: string;
  title?: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <FormControl size="small">
      <NativeSelect
        className={classes.select}
        value={props.value}
        title={props.title}
        inputProps={{ 'aria-label': props.label }}
        onChange={event => props.onChange(event.target.value)}
      >
        {props.children}
      </NativeSelect>
    </FormControl>
  );
}

function topicOf(
  pod: PodRow,
  workload: WorkloadRow | undefined,
  state: LogState,
  entityRef: string,
): StreamTopic {
  const merged = state.source === 'workload' && workload && !state.previous;
  return {
    topic: 'pod-logs',
    entityRef,
    params: {
      ...(merged
        ? { workload: `${workload.kind}/${workload.name}` }
        : { pods: [pod.name] }),
      ...(state.container ? { container: state.container } : {}),
      ...(state.previous ? { previous: true } : {}),
      tail: state.tail,
    },
  };
}

/** The log of the pod, of one of its containers, or of all pods of its workload in one. */
export function PodLogs(props: {
  pod: PodRow;
  workload: WorkloadRow | undefined;
  state: LogState;
  onChange: (change: Partial<LogState>) => void;
  entityRef: string;
}) {
  const { pod, workload, state, onChange, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { view, connection, retry } = useLogLines(
    topicOf(pod, workload, state, entityRef),
  );
  const container = state.container ?? pod.mainContainer;
  return (
    <div className={classes.root}>
      <div className={classes.choices}>
        {workload && (
          <Choice
            label={t('pods.logs.source')}
            value={state.source}
            onChange={source =>
              onChange({
                source: source === 'workload' ? 'workload' : 'pod',
                previous: false,
              })
            }
          >
            <option value="pod">{t('pods.logs.thisPod')}</option>
            <option value="workload">
              {t('pods.logs.workload', { name: workload.name })}
            </option>
          </Choice>
        )}
        <Choice
          label={t('pods.logs.container')}
          value={container}
          onChange={name =>
            onChange({ container: name === pod.mainContainer ? null : name })
          }
        >
          {pod.containers.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice
          label={t('pods.logs.tail')}
          value={String(state.tail)}
          onChange={tail => onChange({ tail: Number(tail) })}
        >
          {[...new Set([...TAILS, state.tail])]
            .sort((a, b) => a - b)
            .map(tail => (
              <option key={tail} value={tail}>
                {t('pods.logs.tailLines', { lines: tail.toLocaleString() })}
              </option>
            ))}
        </Choice>
        {(pod.restarts > 0 || state.previous) && (
          <Choice
            label={t('pods.logs.run')}
            title={t('pods.logs.previousTitle')}
            value={state.previous ? 'previous' : 'current'}
            onChange={run =>
              onChange({ previous: run === 'previous', source: 'pod' })
            }
          >
            <option value="current">{t('pods.logs.current')}</option>
            <option value="previous">{t('pods.logs.previous')}</option>
          </Choice>
        )}
        <span className={classes.freshness}>
          <Freshness
            connection={connection}
            status={view.status}
            onRetry={retry}
          />
        </span>
      </div>
      {view.refused && (
        <ErrorNotice
          title={t('pods.logs.failed')}
          words={view.refused.message}
          onRetry={retry}
        />
      )}
      <LogView
        label={`${pod.name}-${container}`}
        lines={view.lines}
        appended={view.appended}
        gaps={view.gaps}
        live={!state.previous && !view.refused}
        wrap={state.wrap}
        onWrap={wrap => onChange({ wrap })}
        timestamps={state.timestamps}
        onTimestamps={timestamps => onChange({ timestamps })}
        search={state.search}
        onSearch={search => onChange({ search })}
      />
    </div>
  );
}
