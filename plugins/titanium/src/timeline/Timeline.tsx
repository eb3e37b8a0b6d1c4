import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import AlertIcon from '@material-ui/icons/NotificationsActiveOutlined';
import RunIcon from '@material-ui/icons/PlayCircleOutline';
import RolloutIcon from '@material-ui/icons/Autorenew';
import SyncIcon from '@material-ui/icons/Sync';
import DeploymentIcon from '@material-ui/icons/LocalShippingOutlined';
import {
  FilterChips,
  RelativeTime,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo, useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { Mark, MARK_KINDS, MarkKind, MarkSource } from './types';

const PAGE = 20;

const ICONS = {
  deployment: DeploymentIcon,
  rollout: RolloutIcon,
  sync: SyncIcon,
  run: RunIcon,
  alert: AlertIcon,
};

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: '12px 0 0', padding: 0, fontSize: 13 },
    item: {
      display: 'grid',
      gridTemplateColumns: '20px minmax(72px, max-content) 1fr max-content',
      columnGap: 12,
      alignItems: 'baseline',
      padding: '8px 0',
      lineHeight: '20px',
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:last-child': { borderBottom: 0 },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: '20px 1fr',
        rowGap: 2,
        '& > *': { gridColumn: 2 },
        '& > svg': { gridColumn: 1 },
      },
    },
    icon: {
      fontSize: 18,
      alignSelf: 'center',
      color: theme.palette.text.secondary,
    },
    time: { color: theme.palette.text.secondary },
    what: { minWidth: 0, overflowWrap: 'anywhere' },
    detail: { color: theme.palette.text.secondary },
    note: {
      margin: '12px 0 0',
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumTimeline' },
);

function Item(props: { mark: Mark }) {
  const { mark } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const Icon = ICONS[mark.kind];
  return (
    <li className={classes.item}>
      <Icon
        className={classes.icon}
        titleAccess={t(`timeline.kind.${mark.kind}`)}
      />
      <RelativeTime
        className={classes.time}
        time={new Date(mark.time).toISOString()}
      />
      <span className={classes.what}>
        {mark.href ? (
          // Beside other words a link must not be told by its colour alone.
          <Link to={mark.href} underline="always">
            {visibleText(mark.label)}
          </Link>
        ) : (
          visibleText(mark.label)
        )}
        {mark.detail && (
          <span className={classes.detail}> · {visibleText(mark.detail)}</span>
        )}
      </span>
      {mark.state && mark.word && (
        // What is over is well again, however bad it was.
        <StateChip
          health={
            mark.kind === 'alert' && mark.until !== undefined
              ? 'healthy'
              : mark.state
          }
        >
          {mark.word}
        </StateChip>
      )}
    </li>
  );
}

/** What happened, newest first, narrowed to one kind on demand. */
export function Timeline(props: {
  marks: readonly Mark[];
  sources: readonly MarkSource[];
  kind: MarkKind | 'all';
  onKind: (kind: MarkKind | 'all') => void;
}) {
  const { marks, sources, kind, onKind } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const [most, setMost] = useState(PAGE);
  const shown = useMemo(
    () => marks.filter(mark => kind === 'all' || mark.kind === kind).reverse(),
    [marks, kind],
  );
  const count = (each: MarkKind) =>
    marks.filter(mark => mark.kind === each).length;
  const failed = sources.filter(
    ({ state }) => state === 'failed' || state === 'stale',
  );
  const loading = sources.some(({ state }) => state === 'loading');
  return (
    <>
      <FilterChips
        value={kind}
        onChange={onKind}
        options={[
          { id: 'all', label: t('timeline.kinds.all'), count: marks.length },
          ...MARK_KINDS.map(id => ({
            id,
            label: t(`timeline.kinds.${id}`),
            count: count(id),
          })),
        ]}
      />
      {failed.length > 0 && (
        <p
          className={classes.note}
          title={visibleText(failed.map(({ message }) => message).join('\n'))}
        >
          {t('timeline.missing', {
            sources: failed
              .map(({ name }) => t(`timeline.source.${name}`))
              .join(', '),
          })}
        </p>
      )}
      {shown.length > 0 ? (
        <ol className={classes.list} aria-label={t('timeline.label')}>
          {shown.slice(0, most).map(mark => (
            <Item key={mark.key} mark={mark} />
          ))}
        </ol>
      ) : (
        !loading && (
          <p className={classes.note}>
            {t(kind === 'all' ? 'timeline.empty' : 'timeline.emptyKind')}
          </p>
        )
      )}
      {shown.length > most && (
        <Button size="small" onClick={() => setMost(most + PAGE)}>
          {t('timeline.more')}
        </Button>
      )}
    </>
  );
}
