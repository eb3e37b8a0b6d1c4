import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import TreeIcon from '@material-ui/icons/AccountTreeOutlined';
import ListIcon from '@material-ui/icons/List';
import SearchIcon from '@material-ui/icons/Search';
import {
  FilterChips,
  useShortcut,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryResourceRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { useMemo, useRef } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { Panel } from '../panels/Panel';
import { DeliveryChange, DeliveryUrlState } from '../urlState';
import { countResources, filterResources, isFiltered } from './filter';
import { ResourceList } from './ResourceList';
import { ResourceTree } from './ResourceTree';
import { treeLines } from './tree';

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 16px',
      marginBottom: 12,
    },
    filter: {
      flex: '0 1 240px',
      minWidth: 160,
      '& input': { height: 32, padding: '0 4px', fontSize: 13 },
      '& .MuiOutlinedInput-root': { paddingLeft: 10 },
      [theme.breakpoints.down('xs')]: { flex: '1 1 100%' },
    },
    kinds: {
      '& select': {
        height: 32,
        boxSizing: 'border-box',
        padding: '0 28px 0 10px',
        fontSize: 13,
      },
    },
    pressed: { background: theme.palette.action.selected },
    quiet: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumResourcesPanel' },
);

/** The objects of the application, live, as a tree under their owners or as a list. */
export function ResourcesPanel(props: {
  resources: readonly DeliveryResourceRow[];
  known: Record<string, unknown> | undefined;
  state: DeliveryUrlState;
  onChange: DeliveryChange;
}) {
  const { resources, known, state, onChange } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const { layout, query, show, kind, closed, resource } = state;
  useShortcut('/', t('delivery.resources.filter'), () =>
    input.current?.focus(),
  );
  const kinds = useMemo(
    () => [...new Set(resources.map(row => row.kind))].sort(),
    [resources],
  );
  const counts = useMemo(() => countResources(resources), [resources]);
  const matching = useMemo(
    () => filterResources(resources, { query, show, kind }),
    [resources, query, show, kind],
  );
  const filtered = isFiltered({ query, show, kind });
  const lines = useMemo(
    () =>
      layout === 'tree'
        ? treeLines(
            resources,
            closed,
            filtered ? new Set(matching.map(({ key }) => key)) : null,
          )
        : [],
    [layout, resources, closed, filtered, matching],
  );
  const open = (key: string) => onChange({ resource: key });
  const toggle = (key: string, expanded: boolean) => {
    const next = new Set(closed);
    if (expanded) next.delete(key);
    else next.add(key);
    onChange({ closed: next });
  };
  const layouts = [
    { id: 'tree', Icon: TreeIcon },
    { id: 'list', Icon: ListIcon },
  ] as const;
  return (
    <Panel
      title={t('delivery.resources.title')}
      tools={
        <span role="group" aria-label={t('delivery.resources.layout')}>
          {layouts.map(({ id, Icon }) => (
            <IconButton
              key={id}
              size="small"
              className={layout === id ? classes.pressed : undefined}
              aria-pressed={layout === id}
              aria-label={t(`delivery.resources.${id}`)}
              title={t(`delivery.resources.${id}`)}
              onClick={() => onChange({ layout: id })}
            >
              <Icon fontSize="small" />
            </IconButton>
          ))}
        </span>
      }
    >
      <div className={classes.bar}>
        <TextField
          className={classes.filter}
          variant="outlined"
          size="small"
          placeholder={t('delivery.resources.filter')}
          value={query}
          inputRef={input}
          onChange={event => onChange({ query: event.target.value })}
          onKeyDown={event => {
            if (event.key === 'Escape' && query) {
              event.stopPropagation();
              onChange({ query: '' });
            }
          }}
          inputProps={{
            'aria-label': t('delivery.resources.filter'),
            spellCheck: false,
          }}
          InputProps={{
            startAdornment: <SearchIcon fontSize="small" aria-hidden />,
          }}
        />
        <TextField
          select
          className={classes.kinds}
          variant="outlined"
          size="small"
          value={kind ?? ''}
          onChange={event => onChange({ kind: event.target.value || null })}
          SelectProps={{ native: true }}
          inputProps={{ 'aria-label': t('delivery.resources.kind') }}
        >
          <option value="">{t('delivery.resources.allKinds')}</option>
          {kinds.map(each => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </TextField>
        <FilterChips
          value={show}
          onChange={value => onChange({ show: value })}
          options={[
            {
              id: 'all',
              label: t('delivery.resources.show.all'),
              count: counts.all,
            },
            {
              id: 'out-of-sync',
              label: t('delivery.resources.show.outOfSync'),
              count: counts['out-of-sync'],
              health: counts['out-of-sync'] > 0 ? 'degraded' : undefined,
            },
            {
              id: 'unhealthy',
              label: t('delivery.resources.show.unhealthy'),
              count: counts.unhealthy,
              health: counts.unhealthy > 0 ? 'degraded' : undefined,
            },
          ]}
        />
      </div>
      {matching.length === 0 && (
        <p className={classes.quiet}>
          {t(
            filtered
              ? 'delivery.resources.noMatch'
              : 'delivery.resources.empty',
          )}
        </p>
      )}
      {matching.length > 0 &&
        (layout === 'tree' ? (
          <ResourceTree
            lines={lines}
            selected={resource}
            onOpen={open}
            onToggle={toggle}
          />
        ) : (
          <ResourceList
            rows={matching}
            known={known}
            selected={resource}
            onOpen={open}
          />
        ))}
    </Panel>
  );
}
