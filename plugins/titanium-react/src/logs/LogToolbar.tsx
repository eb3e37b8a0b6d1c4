import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import DownIcon from '@material-ui/icons/KeyboardArrowDown';
import UpIcon from '@material-ui/icons/KeyboardArrowUp';
import { useRef } from 'react';
import { useShortcut } from '../components/keyboard/useShortcut';
import { titaniumReactTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 8px',
    },
    search: {
      flex: '1 1 200px',
      maxWidth: 320,
      minWidth: 140,
      '& input': { height: 30, padding: '0 10px', fontSize: 13 },
    },
    count: {
      minWidth: '9ch',
      fontSize: 12,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
    toggles: { display: 'flex', flexWrap: 'wrap', gap: 4, marginLeft: 'auto' },
    on: { background: theme.palette.action.selected },
  }),
  { name: 'TitaniumLogToolbar' },
);

function Toggle(props: {
  label: string;
  title?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  const classes = useStyles();
  return (
    <Button
      size="small"
      aria-pressed={props.on}
      title={props.title}
      className={props.on ? classes.on : undefined}
      onClick={() => props.onChange(!props.on)}
    >
      {props.label}
    </Button>
  );
}

/** Search and how lines are shown. */
export function LogToolbar(props: {
  search: string;
  onSearch: (search: string) => void;
  matches: number;
  /** Zero-based; -1 before the first step. */
  current: number;
  onStep: (by: 1 | -1) => void;
  follow?: boolean;
  onFollow: (follow: boolean) => void;
  wrap: boolean;
  onWrap: (wrap: boolean) => void;
  timestamps: boolean;
  onTimestamps: (timestamps: boolean) => void;
  onDownload: () => void;
}) {
  const { search, onSearch, matches, current, onStep, follow } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', t('logs.search'), () => input.current?.focus());
  useShortcut(follow === undefined ? '' : 'f', t('logs.follow'), () =>
    props.onFollow(!follow),
  );
  let count: string = '';
  if (search) {
    if (matches === 0) count = t('logs.noMatches');
    else if (current < 0) count = t('logs.found', { count: matches });
    else {
      count = t('logs.matches', {
        current: String(current + 1),
        total: String(matches),
      });
    }
  }
  return (
    <div className={classes.root}>
      <TextField
        className={classes.search}
        variant="outlined"
        size="small"
        placeholder={t('logs.search')}
        value={search}
        inputRef={input}
        onChange={event => onSearch(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            event.preventDefault();
            onStep(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape' && search) {
            event.stopPropagation();
            onSearch('');
          }
        }}
        inputProps={{ 'aria-label': t('logs.search'), spellCheck: false }}
      />
      <IconButton
        size="small"
        disabled={matches === 0}
        aria-label={t('logs.previous')}
        onClick={() => onStep(-1)}
      >
        <UpIcon fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        disabled={matches === 0}
        aria-label={t('logs.next')}
        onClick={() => onStep(1)}
      >
        <DownIcon fontSize="small" />
      </IconButton>
      <span className={classes.count} role="status">
        {count}
      </span>
      <div className={classes.toggles}>
        {follow !== undefined && (
          <Toggle
            label={t('logs.follow')}
            title={t('logs.followTitle')}
            on={follow}
            onChange={props.onFollow}
          />
        )}
        <Toggle
          label={t('logs.wrap')}
          on={props.wrap}
          onChange={props.onWrap}
        />
        <Toggle
          label={t('logs.timestamps')}
          on={props.timestamps}
          onChange={props.onTimestamps}
        />
        <Button size="small" onClick={props.onDownload}>
          {t('logs.download')}
        </Button>
      </div>
    </div>
  );
}
