import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import ExpandIcon from '@material-ui/icons/ExpandMore';
import RefreshIcon from '@material-ui/icons/Refresh';
import { useShortcut } from '@titanium-portal/backstage-plugin-titanium-react';
import { useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { isWindow, REFRESH_RATES } from './range';
import { useTimeRange } from './TimeRangeContext';
import { useRangeWords } from './useRangeWords';

const useStyles = makeStyles(
  {
    root: { display: 'inline-flex', alignItems: 'center' },
    icon: { width: 32, height: 32, padding: 6 },
    rate: {
      height: 32,
      minWidth: 0,
      padding: '0 4px',
      fontSize: 13,
      fontWeight: 400,
      textTransform: 'none',
      whiteSpace: 'nowrap',
    },
    choice: { fontSize: 13, minHeight: 36 },
  },
  { name: 'TitaniumRefreshControl' },
);

/** Reads again now, and how often by itself. */
export function RefreshControl() {
  const { range, refresh, refreshEvery, setRefreshEvery } = useTimeRange();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const words = useRangeWords();
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const fixed = isWindow(range);
  useShortcut('r', t('time.refresh.now'), refresh);
  return (
    <span className={classes.root}>
      <IconButton
        className={classes.icon}
        size="small"
        aria-label={t('time.refresh.now')}
        title={`${t('time.refresh.now')} (r)`}
        onClick={refresh}
      >
        <RefreshIcon fontSize="small" />
      </IconButton>
      <Button
        className={classes.rate}
        size="small"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        disabled={fixed}
        title={fixed ? t('time.refresh.fixed') : undefined}
        aria-label={t('time.refresh.label', { rate: words.rate(refreshEvery) })}
        endIcon={<ExpandIcon fontSize="small" />}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {words.rate(fixed ? 0 : refreshEvery)}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        onClose={() => setAnchor(null)}
        MenuListProps={{ 'aria-label': t('time.refresh.choose') }}
      >
        {REFRESH_RATES.map(seconds => (
          <MenuItem
            key={seconds}
            className={classes.choice}
            role="menuitemradio"
            aria-checked={seconds === refreshEvery}
            selected={seconds === refreshEvery}
            onClick={() => {
              setAnchor(null);
              setRefreshEvery(seconds);
            }}
          >
            {words.rate(seconds)}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}
