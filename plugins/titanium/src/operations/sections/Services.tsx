import { Entity } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { entityRouteParams } from '@backstage/plugin-catalog-react';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import {
  EmptyState,
  FilterChips,
  StateChip,
  TableColumn,
  useShortcut,
  VirtualTable,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { titaniumTranslationRef } from '../../translation';
import { needsAttention, ServiceRow } from '../model/services';
import { Section } from '../Section';
import { useOperationsUrlState } from '../urlState';
import { PlatformState } from '../usePlatform';

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '8px 16px',
      alignItems: 'center',
      marginBottom: 12,
    },
    filter: {
      flex: '0 1 260px',
      minWidth: 160,
      '& input': { height: 32, padding: '0 4px', fontSize: 13 },
      '& .MuiOutlinedInput-root': {
        paddingLeft: 10,
        background: theme.palette.background.paper,
      },
      [theme.breakpoints.down('xs')]: { flex: '1 1 100%' },
    },
    quiet: { color: theme.palette.text.secondary },
    more: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumOperationsServices' },
);

function pathOf(entity: Entity): string {
  const { namespace, kind, name } = entityRouteParams(entity);
  return `/catalog/${namespace}/${kind}/${name}`;
}

function PodsCell({ row }: { row: ServiceRow }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  if (row.pods) {
    return (
      <>
        {t('operations.services.ready', {
          ready: String(row.pods.ready),
          desired: String(row.pods.desired),
        })}
      </>
    );
  }
  if (row.loading) return <span className={classes.quiet}>…</span>;
  switch (row.refused?.code) {
    case 'missing-annotation':
      return (
        <span
          className={classes.quiet}
          title={visibleText(row.refused.message)}
        >
          {t('operations.services.unbound')}
        </span>
      );
    case 'forbidden':
      return (
        <span className={classes.quiet}>
          {t('operations.services.forbidden')}
        </span>
      );
    case 'not-installed':
      return (
        <span className={classes.quiet}>
          {t('operations.services.notInstalled')}
        </span>
      );
    case undefined:
      return (
        <span className={classes.quiet}>{t('operations.services.none')}</span>
      );
    default:
      return (
        <span
          className={classes.quiet}
          title={row.refused && visibleText(row.refused.message)}
        >
          {t('operations.services.failed')}
        </span>
      );
  }
}

function Health({ row }: { row: ServiceRow }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return (
    <StateChip health={row.health}>
      {t(`overview.health.${row.health}`)}
    </StateChip>
  );
}

/** Every service of the catalog, what is not well first. */
export function Services(props: { platform: PlatformState }) {
  const { rows, unwatched } = props.platform;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const navigate = useNavigate();
  const { query, show, change } = useOperationsUrlState();
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', t('operations.services.filter'), () =>
    input.current?.focus(),
  );
  const attention = rows.filter(needsAttention).length;
  const items = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return rows
      .filter(
        row =>
          (show === 'all' || needsAttention(row)) &&
          row.entity.metadata.name.toLowerCase().includes(wanted),
      )
      .map(row => ({ key: row.entityRef, row }));
  }, [rows, query, show]);
  const columns = useMemo<TableColumn<ServiceRow>[]>(
    () => [
      {
        id: 'service',
        header: t('operations.services.service'),
        track: 'minmax(112px, 2fr)',
        render: ({ entity }) => (
          <Link to={pathOf(entity)}>{entity.metadata.name}</Link>
        ),
      },
      {
        id: 'health',
        header: t('operations.services.health'),
        track: '96px',
        render: row => <Health row={row} />,
      },
      {
        id: 'pods',
        header: t('operations.services.pods'),
        track: '88px',
        render: row => <PodsCell row={row} />,
      },
      {
        id: 'alerts',
        header: t('operations.services.alerts'),
        track: 'minmax(120px, 1.5fr)',
        from: 640,
        render: ({ alerts }) =>
          alerts.map(({ name }) => visibleText(name)).join(', ') || '–',
      },
      {
        id: 'version',
        header: t('operations.services.version'),
        track: '112px',
        from: 760,
        render: ({ versions }) => versions.map(visibleText).join(', ') || '–',
      },
      {
        id: 'why',
        header: t('operations.services.why'),
        track: 'minmax(160px, 2fr)',
        from: 960,
        render: ({ pods, alerts: [alert] }) => {
          const why =
            pods?.waiting?.reason ?? pods?.message ?? alert?.summary ?? '';
          return <span title={visibleText(why)}>{visibleText(why)}</span>;
        },
      },
    ],
    [t],
  );
  return (
    <Section title={t('operations.services.title')} count={rows.length}>
      <div className={classes.bar}>
        <TextField
          className={classes.filter}
          variant="outlined"
          size="small"
          placeholder={t('operations.services.filter')}
          value={query}
          inputRef={input}
          onChange={event => change({ query: event.target.value })}
          inputProps={{
            'aria-label': t('operations.services.filter'),
            spellCheck: false,
          }}
          InputProps={{
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" aria-hidden />
              </InputAdornment>
            ),
          }}
        />
        <FilterChips
          value={show}
          onChange={next => change({ show: next })}
          options={[
            {
              id: 'all',
              label: t('operations.services.all'),
              count: rows.length,
            },
            {
              id: 'attention',
              label: t('operations.services.attention'),
              count: attention,
              health: attention > 0 ? 'degraded' : undefined,
            },
          ]}
        />
      </div>
      {items.length > 0 ? (
        <VirtualTable
          label={t('operations.services.title')}
          items={items}
          columns={columns}
          onOpen={({ entity }) => navigate(pathOf(entity))}
        />
      ) : (
        <EmptyState
          title={t(
            rows.length > 0
              ? 'operations.services.noMatch'
              : 'operations.services.empty',
          )}
        >
          {rows.length === 0 && t('operations.services.emptyText')}
        </EmptyState>
      )}
      {unwatched.length > 0 && (
        <p className={classes.more}>
          {t('operations.services.unwatched', { count: unwatched.length })}
        </p>
      )}
    </Section>
  );
}
