import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import InfoIcon from '@material-ui/icons/InfoOutlined';
import OpenIcon from '@material-ui/icons/OpenInNew';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  DashboardPanel,
  FramesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  focusRing,
  monospace,
  StateIcon,
  titaniumErrorCode,
  titaniumReactTranslationRef,
  useDelayed,
  useErrorWords,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useId, useRef } from 'react';
import { useTimeRange } from '../../time';
import type { Mark } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { KeptRead, useKeptRead } from '../useKeptRead';
import { StaleNote } from '../StaleNote';
import { heightOf } from './layout';
import { bodyOf } from './panels/bodies';
import { useNearViewport } from './useNearViewport';

const HEAD = 40;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      minWidth: 0,
      height: '100%',
      boxSizing: 'border-box',
      padding: '0 12px 8px',
      borderRadius: 4,
      border: `1px solid ${theme.palette.divider}`,
      background: theme.palette.background.paper,
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      gap: 6,
      minHeight: HEAD - 4,
      color: theme.palette.text.secondary,
    },
    title: {
      margin: 0,
      fontSize: 13,
      fontWeight: 600,
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: theme.palette.text.primary,
    },
    info: {
      display: 'inline-flex',
      borderRadius: 8,
      '&:focus-visible': focusRing(theme, 1),
      '& svg': { fontSize: 16 },
    },
    link: {
      marginLeft: 'auto',
      display: 'inline-flex',
      '& svg': { fontSize: 16 },
    },
    body: { flex: 1, minHeight: 0 },
    problem: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-start',
      gap: 8,
      fontSize: 13,
      overflow: 'auto',
      maxHeight: '100%',
    },
    problemTitle: { display: 'flex', alignItems: 'center', gap: 6 },
    words: {
      ...monospace,
      fontSize: 12,
      overflowWrap: 'anywhere',
      whiteSpace: 'pre-wrap',
      color: theme.palette.text.secondary,
    },
    partial: { fontSize: 12, color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumPanelCard' },
);

interface PanelCardProps {
  request: {
    cluster: string;
    uid: string;
    entityRef: string;
    variables: Record<string, string[]>;
  };
  panel: DashboardPanel;
  marks: readonly Mark[];
  onMarks: (marks: Mark[], anchor: HTMLElement) => void;
}

function Failed({ read }: { read: KeptRead }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { t: shared } = useTranslationRef(titaniumReactTranslationRef);
  const errorWords = useErrorWords();
  const classes = useStyles();
  const words = errorWords(read.error);
  return (
    <div className={classes.problem}>
      <span className={classes.problemTitle}>
        <StateIcon health="degraded" />
        {titaniumErrorCode(read.error) === 'platform-rejected'
          ? t('metrics.panel.failed')
          : words.title}
      </span>
      <code className={classes.words}>{visibleText(words.message)}</code>
      <Button size="small" variant="outlined" onClick={read.again}>
        {shared('components.error.retry')}
      </Button>
    </div>
  );
}

function Waiting() {
  const shown = useDelayed();
  return shown ? <Skeleton variant="rect" height="100%" /> : null;
}

/** Words instead of a drawing, where only Grafana can draw. */
function Elsewhere({ panel }: { panel: DashboardPanel }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.problem}>
      {t('metrics.panel.elsewhere', { type: panel.type })}
      {panel.url ? (
        <Link to={panel.url}>{t('metrics.panel.open')}</Link>
      ) : (
        <span className={classes.partial}>{t('metrics.panel.noAddress')}</span>
      )}
    </div>
  );
}

function Body(props: PanelCardProps & { near: boolean; width: number }) {
  const { panel, request, near, width, marks, onMarks } = props;
  const { cluster, uid, variables, entityRef } = request;
  const { range, round } = useTimeRange();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const read = useKeptRead(
    near
      ? {
          action: {
            id: 'grafana.panel',
            input: { cluster, uid, panel: panel.id, range, width, variables },
          },
          entityRef,
        }
      : null,
    round,
  );
  const Drawing = bodyOf(panel.type)!;
  const result = read.answer?.result as FramesResult | undefined;
  if (!result) return read.error ? <Failed read={read} /> : <Waiting />;
  const empty = result.frames.every(({ fields }) =>
    fields.every(({ values }) => values.length === 0),
  );
  return (
    <>
      <StaleNote read={read} />
      {result.errors.map(error => (
        <div key={error} className={classes.partial} role="note">
          <StateIcon health="degraded" /> {visibleText(error)}
        </div>
      ))}
      {empty ? (
        <span className={classes.partial}>{t('charts.empty')}</span>
      ) : (
        <Drawing
          panel={panel}
          result={result}
          height={heightOf(panel.grid.h) - HEAD - 8}
          marks={marks}
          onMarks={onMarks}
        />
      )}
    </>
  );
}

/** One panel, read when it comes near the viewport. It fails alone, and keeps what it had. */
export function PanelCard(props: PanelCardProps) {
  const { panel } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const root = useRef<HTMLElement>(null);
  const near = useNearViewport(root);
  const width = useRef<number>();
  if (near && width.current === undefined) {
    // Asked in steps, so that a few pixels more are the same question.
    width.current = Math.ceil((root.current?.clientWidth || 600) / 200) * 200;
  }
  const id = useId();
  return (
    <section
      ref={root}
      className={classes.root}
      // Dashboards repeat titles, and so many landmarks would be none.
      role="group"
      aria-labelledby={id}
    >
      <div className={classes.head}>
        <h3 id={id} className={classes.title} title={visibleText(panel.title)}>
          {visibleText(panel.title)}
        </h3>
        {panel.description && (
          <span
            className={classes.info}
            role="img"
            aria-label={visibleText(panel.description)}
            title={visibleText(panel.description)}
          >
            <InfoIcon aria-hidden />
          </span>
        )}
        {panel.url && bodyOf(panel.type) && (
          <Link
            className={classes.link}
            to={panel.url}
            aria-label={`${t('metrics.panel.open')}: ${panel.title}`}
            title={t('metrics.panel.open')}
          >
            <OpenIcon aria-hidden />
          </Link>
        )}
      </div>
      <div className={classes.body}>
        {bodyOf(panel.type) ? (
          <Body {...props} near={near} width={width.current ?? 600} />
        ) : (
          <Elsewhere panel={panel} />
        )}
      </div>
    </section>
  );
}
