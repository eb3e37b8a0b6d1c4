import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import GroupIcon from '@material-ui/icons/AccountTreeOutlined';
import ClearIcon from '@material-ui/icons/Clear';
import SearchIcon from '@material-ui/icons/Search';
import {
  FilterChips,
  Freshness,
  KeyboardHelp,
  StreamConnection,
  useShortcut,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import { useRef } from 'react';
import { titaniumTranslationRef } from '../translation';
import { Show } from './model/filter';
import { splitStatus } from './model/sources';
import { UsageNote } from './UsageNote';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 16px',
      marginBottom: 12,
    },
    filter: {
      flex: '0 1 280px',
      minWidth: 160,
      '& input': { height: 32, padding: '0 4px', fontSize: 13 },
      '& .MuiOutlinedInput-root': {
        paddingLeft: 10,
        paddingRight: 4,
        background: theme.palette.background.paper,
      },
      [theme.breakpoints.down('xs')]: { flex: '1 1 100%' },
    },
    tools: {
      marginLeft: 'auto',
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: 8,
      minWidth: 0,
    },
    pressed: { background: theme.palette.action.selected },
  }),
  { name: 'TitaniumPodsToolbar' },
);

/** What narrows the table, and how fresh it is. */
export function PodsToolbar(props: {
  query: string;
  onQuery: (query: string) => void;
  show: Show;
  onShow: (show: Show) => void;
  counts: Record<Show, number>;
  grouped: boolean;
  onGrouped: (grouped: boolean) => void;
  connection: StreamConnection;
  status: ViewStatus;
  /** Nothing is shown that could be fresh. */
  quiet: boolean;
  onRetry: () => void;
}) {
  const { query, onQuery, counts, grouped, connection } = props;
  const { platforms, usage } = splitStatus(props.status);
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', t('pods.filter'), () => input.current?.focus());
  return (
    <div className={classes.root}>
      <TextField
        className={classes.filter}
        variant="outlined"
        size="small"
        placeholder={t('pods.filter')}
        value={query}
        inputRef={input}
        onChange={event => onQuery(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' && query) {
            event.stopPropagation();
            onQuery('');
          }
        }}
        inputProps={{ 'aria-label': t('pods.filter'), spellCheck: false }}
        InputProps={{
          startAdornment: <SearchIcon fontSize="small" aria-hidden />,
          endAdornment: query ? (
            <InputAdornment position="end">
              <IconButton
                size="small"
                aria-label={t('pods.clearFilter')}
                onClick={() => {
                  onQuery('');
                  input.current?.focus();
                }}
              >
                <ClearIcon fontSize="small" />
              </IconButton>
            </InputAdornment>
          ) : undefined,
        }}
      />
      <FilterChips
        value={props.show}
        onChange={props.onShow}
        options={[
          { id: 'all', label: t('pods.chips.all'), count: counts.all },
          {
            id: 'not-ready',
            label: t('pods.chips.notReady'),
            count: counts['not-ready'],
            health: counts['not-ready'] > 0 ? 'degraded' : undefined,
          },
          {
            id: 'restarted',
            label: t('pods.chips.restarted'),
            count: counts.restarted,
          },
        ]}
      />
      <div className={classes.tools}>
        {connection.state === 'live' && <UsageNote status={usage} />}
        {!props.quiet && (
          <Freshness
            connection={connection}
            status={platforms}
            onRetry={props.onRetry}
          />
        )}
        <IconButton
          size="small"
          className={grouped ? classes.pressed : undefined}
          aria-pressed={grouped}
          aria-label={t('pods.grouped')}
          title={t('pods.grouped')}
          onClick={() => props.onGrouped(!grouped)}
        >
          <GroupIcon fontSize="small" />
        </IconButton>
        <KeyboardHelp />
      </div>
    </div>
  );
}
