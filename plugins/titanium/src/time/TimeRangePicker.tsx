import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import MenuItem from '@material-ui/core/MenuItem';
import MenuList from '@material-ui/core/MenuList';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import ExpandIcon from '@material-ui/icons/ExpandMore';
import ClockIcon from '@material-ui/icons/Schedule';
import BackIcon from '@material-ui/icons/ZoomOut';
import { useShortcut } from '@titanium-portal/backstage-plugin-titanium-react';
import { useRef, useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { CustomRange } from './CustomRange';
import { isWindow, PRESETS, sameRange, TimeRange } from './range';
import { RefreshControl } from './RefreshControl';
import { useTimeRange } from './TimeRangeContext';
import { useRangeWords } from './useRangeWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'inline-flex', alignItems: 'center', gap: 8 },
    button: {
      height: 32,
      fontSize: 13,
      fontWeight: 400,
      textTransform: 'none',
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
      background: theme.palette.background.paper,
    },
    icon: { width: 32, height: 32, padding: 6 },
    popover: {
      display: 'flex',
      [theme.breakpoints.down('xs')]: { flexDirection: 'column' },
    },
    presets: {
      minWidth: 152,
      borderRight: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('xs')]: {
        borderRight: 0,
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
    },
    preset: { fontSize: 13, minHeight: 36 },
  }),
  { name: 'TitaniumTimeRangePicker' },
);

/** Which time is shown, the way back from a zoom, and refreshing. `t` opens it, `z` goes back, `r` refreshes. */
export function TimeRangePicker(props: {
  /** Leaves out refreshing, where the page is live anyhow. */
  withoutRefresh?: boolean;
}) {
  const { range, setRange, back, canBack, shown } = useTimeRange();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const words = useRangeWords();
  const classes = useStyles();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useShortcut('t', t('time.open'), () => setOpen(true));
  useShortcut(canBack ? 'z' : '', t('time.back'), back);
  const choose = (next: TimeRange) => {
    setOpen(false);
    setRange(next);
  };
  // Before the first answer only the browser's clock can say where a relative range may lie.
  const start = (): { from: number; to: number } => {
    if (isWindow(range)) return range;
    const now = Date.now();
    return shown ?? { from: now - range.last * 1000, to: now };
  };
  return (
    <span className={classes.root}>
      <Button
        ref={button}
        className={classes.button}
        variant="outlined"
        size="small"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={t('time.label', { range: words.range(range) })}
        startIcon={<ClockIcon fontSize="small" />}
        endIcon={<ExpandIcon fontSize="small" />}
        onClick={() => setOpen(true)}
      >
        {words.range(range)}
      </Button>
      {canBack && (
        <IconButton
          className={classes.icon}
          size="small"
          aria-label={t('time.back')}
          title={`${t('time.back')} (z)`}
          onClick={back}
        >
          <BackIcon fontSize="small" />
        </IconButton>
      )}
      {!props.withoutRefresh && <RefreshControl />}
      <Popover
        open={open}
        anchorEl={button.current}
        onClose={() => setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{ role: 'dialog', 'aria-label': t('time.choose') }}
      >
        <div className={classes.popover}>
          <MenuList
            className={classes.presets}
            autoFocusItem={open}
            aria-label={t('time.presets')}
          >
            {PRESETS.map(last => (
              <MenuItem
                key={last}
                className={classes.preset}
                role="menuitemradio"
                aria-checked={sameRange(range, { last })}
                selected={sameRange(range, { last })}
                onClick={() => choose({ last })}
              >
                {words.range({ last })}
              </MenuItem>
            ))}
          </MenuList>
          <CustomRange window={start()} onApply={choose} />
        </div>
      </Popover>
    </span>
  );
}
