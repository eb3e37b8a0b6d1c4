import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import KeyboardIcon from '@material-ui/icons/KeyboardOutlined';
import { useState, useSyncExternalStore } from 'react';
import { monospace } from '../../theme';
import { titaniumReactTranslationRef } from '../../translation';
import {
  currentShortcuts,
  setShortcutsEnabled,
  shortcutsEnabled,
  subscribeToShortcuts,
} from './shortcuts';
import { useShortcut } from './useShortcut';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      gap: '8px 24px',
      alignItems: 'baseline',
      margin: 0,
    },
    keys: { display: 'flex', gap: 4, alignItems: 'center', margin: 0 },
    description: { margin: 0 },
    key: {
      ...monospace,
      fontSize: 12,
      minWidth: 20,
      padding: '2px 6px',
      textAlign: 'center',
      borderRadius: 4,
      border: `1px solid ${theme.palette.divider}`,
      background: theme.palette.action.hover,
    },
    then: { fontSize: 12, color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumKeyboardHelp' },
);

/** The button and `?` that list the shortcuts of what is on the page now, and the switch that turns them off. @public */
export function KeyboardHelp() {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const shortcuts = useSyncExternalStore(
    subscribeToShortcuts,
    currentShortcuts,
  );
  const enabled = useSyncExternalStore(subscribeToShortcuts, shortcutsEnabled);
  useShortcut('?', t('components.keyboard.help'), () => setOpen(true));
  const fixed: [string, string][] = [
    ['↑ ↓', t('components.keyboard.arrows')],
    ['← →', t('components.keyboard.sides')],
    ['Enter', t('components.keyboard.enter')],
    ['Esc', t('components.keyboard.escape')],
  ];
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('components.keyboard.open')}
        title={`${t('components.keyboard.open')} (?)`}
        onClick={() => setOpen(true)}
      >
        <KeyboardIcon fontSize="small" />
      </IconButton>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        aria-labelledby="titanium-keyboard-title"
      >
        <DialogTitle id="titanium-keyboard-title">
          {t('components.keyboard.title')}
        </DialogTitle>
        <DialogContent>
          <dl className={classes.list}>
            {[
              ...shortcuts.map(each => [each.keys, each.description]),
              ...fixed,
            ].map(([keys, description]) => (
              <div key={keys} style={{ display: 'contents' }}>
                <dt className={classes.keys}>
                  {keys.split(' ').map(key => (
                    <kbd key={key} className={classes.key}>
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd className={classes.description}>{description}</dd>
              </div>
            ))}
          </dl>
          <FormControlLabel
            style={{ marginTop: 16 }}
            label={t('components.keyboard.enabled')}
            control={
              <Switch
                color="primary"
                checked={enabled}
                onChange={(_, checked) => setShortcutsEnabled(checked)}
              />
            }
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>
            {t('components.keyboard.close')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
