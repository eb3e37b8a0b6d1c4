import { Content, Header, Link, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import { makeStyles } from '@material-ui/core/styles';
import {
  isRunEnded,
  Run,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  absoluteTime,
  AuditTable,
  EmptyState,
  ErrorNotice,
  PlanDialog,
  PlanSource,
  PlanView,
  refName,
  RunView,
  SkeletonRows,
  TitaniumRequestError,
  useErrorWords,
  usePlanWords,
  useRun,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { titaniumTranslationRef } from '../translation';
import { RUNS_PATH, runPath } from './paths';
import { RunFacts } from './RunFacts';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: 16,
      gridTemplateColumns: 'minmax(0, 1fr)',
      [theme.breakpoints.up('lg')]: {
        gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
      },
      '@media print': { display: 'block' },
    },
    print: { '@media print': { display: 'none' } },
    wide: { gridColumn: '1 / -1' },
    panel: {
      padding: 16,
      minWidth: 0,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      '@media print': {
        border: 0,
        padding: '8px 0',
        breakInside: 'avoid',
      },
    },
    heading: { margin: '0 0 12px', fontSize: 16, fontWeight: 600 },
  }),
  { name: 'TitaniumRunPage' },
);

function Panel(props: { title: string; wide?: boolean; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={`${classes.panel} ${props.wide ? classes.wide : ''}`}>
      <h2 className={classes.heading}>{props.title}</h2>
      {props.children}
    </div>
  );
}

function Shown(props: { run: Run; children: ReactNode }) {
  const { run, children } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  return (
    <div className={classes.root}>
      <Panel title={t('runs.page.happened')}>{children}</Panel>
      <Panel title={t('runs.page.facts')}>
        <RunFacts run={run} />
      </Panel>
      <Panel title={t('runs.page.plan')} wide>
        <PlanView plan={run.plan} past />
      </Panel>
      <Panel title={t('runs.page.audit')} wide>
        <AuditTable
          runId={run.id}
          version={`${isRunEnded(run.state)} ${run.lastEvent}`}
        />
      </Panel>
    </div>
  );
}

/** One run: what happened, what was planned, and its audit rows. */
export function RunPage() {
  const { id = '' } = useParams();
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const navigate = useNavigate();
  const words = usePlanWords();
  const errorWords = useErrorWords();
  const { run, events, error, refresh } = useRun(id);
  // What a person wants next of it: its undo or another try.
  const [next, setNext] = useState<PlanSource | null>(null);
  const missing = error instanceof TitaniumRequestError && error.status === 404;

  return (
    <Page themeId="tool">
      <Header
        title={run ? words.title(run.plan) : t('runs.page.title')}
        subtitle={
          run &&
          `${absoluteTime(run.startedAt)} · ${t('runs.page.by', {
            who: refName(run.requester),
          })}`
        }
        type={t('runs.title')}
        typeLink={RUNS_PATH}
      >
        <Grid item>
          <Button
            className={classes.print}
            size="small"
            variant="outlined"
            onClick={() => window.print()}
          >
            {t('runs.page.print')}
          </Button>
        </Grid>
      </Header>
      <Content>
        <div data-titanium="run">
          {!run && error === undefined && <SkeletonRows />}
          {!run && missing && (
            <EmptyState
              title={t('runs.page.notFound')}
              actions={<Link to={RUNS_PATH}>{t('runs.page.back')}</Link>}
            >
              {t('runs.page.notFoundText')}
            </EmptyState>
          )}
          {!run && error !== undefined && !missing && (
            <ErrorNotice
              title={t('runs.page.failed')}
              words={errorWords(error).message}
              onRetry={refresh}
            >
              {errorWords(error).title}
            </ErrorNotice>
          )}
          {run && (
            <Shown run={run}>
              <RunView
                run={run}
                events={events}
                error={error}
                onUndo={() => setNext({ type: 'undo', runId: run.id })}
                onRetry={() => setNext({ type: 'retry', runId: run.id })}
                onChanged={refresh}
              />
            </Shown>
          )}
          <PlanDialog
            source={next}
            onClose={() => {
              setNext(null);
              refresh();
            }}
            onStarted={started => navigate(runPath(started.id))}
          />
        </div>
      </Content>
    </Page>
  );
}
