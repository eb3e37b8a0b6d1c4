import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import DownloadIcon from '@material-ui/icons/GetApp';
import LinkIcon from '@material-ui/icons/Link';
import PauseIcon from '@material-ui/icons/Pause';
import PlayIcon from '@material-ui/icons/PlayArrow';
import RawIcon from '@material-ui/icons/Code';
import SearchIcon from '@material-ui/icons/Search';
import WrapIcon from '@material-ui/icons/WrapText';
import {
  KeyboardHelp,
  useShortcut,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ReactNode, useEffect, useRef, useState } from 'react';
import { TimeRangePicker } from '../time';
import { titaniumTranslationRef } from '../translation';
import { LogsChange, LogsUrlState } from './urlState';

/** Typing is a query only when it pauses. */
const TYPING_MS = 400;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 12px',
      marginBottom: 8,
    },
    search: {
      flex: '1 1 220px',
      maxWidth: 420,
      minWidth: 160,
      '& input': { height: 32, padding: '0 4px', fontSize: 13 },
      '& .MuiOutlinedInput-root': {
        paddingLeft: 10,
        paddingRight: 4,
        background: theme.palette.background.paper,
      },
      [theme.breakpoints.down('xs')]: { flex: '1 1 100%', maxWidth: 'none' },
    },
    regex: { minWidth: 30, padding: '0 4px', fontSize: 12 },
    pressed: { background: theme.palette.action.selected },
    live: { height: 32, whiteSpace: 'nowrap' },
    tools: {
      marginLeft: 'auto',
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: 4,
      minWidth: 0,
    },
  }),
  { name: 'TitaniumLogsToolbar' },
);

/** The time, the search, following, and what can be done with the lines. */
export function LogsToolbar(props: {
  state: LogsUrlState;
  wrap: boolean;
  onChange: (change: LogsChange) => void;
  onDownload: () => void;
  onShare: () => void;
  shared: boolean;
  canDownload: boolean;
  freshness: ReactNode;
}) {
  const { state, onChange } = props;
  const { search, regex } = state.filters;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (typed === search) return undefined;
    const timer = setTimeout(
      () => latest.current({ filters: { search: typed } }),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [typed, search]);
  useShortcut('/', t('logs.search'), () => input.current?.focus());
  return (
    <div className={classes.root}>
      <TimeRangePicker withoutRefresh={state.live} />
      <TextField
        className={classes.search}
        variant="outlined"
        size="small"
        placeholder={t('logs.search')}
        value={typed}
        inputRef={input}
        onChange={event => setTyped(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') onChange({ filters: { search: typed } });
          if (event.key === 'Escape' && typed) {
            event.stopPropagation();
            setTyped('');
            onChange({ filters: { search: '' } });
          }
        }}
        inputProps={{ 'aria-label': t('logs.search'), spellCheck: false }}
        InputProps={{
          startAdornment: <SearchIcon fontSize="small" aria-hidden />,
          endAdornment: (
            <InputAdornment position="end">
              <Button
                size="small"
                className={`${classes.regex} ${regex ? classes.pressed : ''}`}
                aria-pressed={regex}
                aria-label={t('logs.regex')}
                title={t('logs.regex')}
                onClick={() => onChange({ filters: { regex: !regex } })}
              >
                .*
              </Button>
            </InputAdornment>
          ),
        }}
      />
      <Button
        className={classes.live}
        size="small"
        variant={state.live ? 'contained' : 'outlined'}
        color={state.live ? 'primary' : 'default'}
        aria-pressed={state.live}
        startIcon={state.live ? <PauseIcon /> : <PlayIcon />}
        onClick={() => onChange({ live: !state.live })}
      >
        {t(state.live ? 'logs.live.stop' : 'logs.live.start')}
      </Button>
      <div className={classes.tools}>
        {props.freshness}
        <IconButton
          size="small"
          className={props.wrap ? classes.pressed : undefined}
          aria-pressed={props.wrap}
          aria-label={t('logs.wrap')}
          title={t('logs.wrap')}
          onClick={() => onChange({ wrap: !props.wrap })}
        >
          <WrapIcon fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          className={state.raw ? classes.pressed : undefined}
          aria-pressed={state.raw}
          aria-label={t('logs.raw')}
          title={t('logs.raw')}
          onClick={() => onChange({ raw: !state.raw })}
        >
          <RawIcon fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          aria-label={t(props.shared ? 'logs.shared' : 'logs.share')}
          title={t(props.shared ? 'logs.shared' : 'logs.share')}
          onClick={props.onShare}
        >
          <LinkIcon fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          disabled={!props.canDownload}
          aria-label={t('logs.download')}
          title={t('logs.download')}
          onClick={props.onDownload}
        >
          <DownloadIcon fontSize="small" />
        </IconButton>
        <KeyboardHelp />
      </div>
    </div>
  );
}
