import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { AlertRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { FormEvent, useId, useRef, useState } from 'react';
import { useOpenPlan } from '../../pods/actions/PlanContext';
import { titaniumTranslationRef } from '../../translation';
import { REASON_LENGTH, silenceRequest, SILENCE_MINUTES } from './requests';

const useStyles = makeStyles(
  {
    form: {
      display: 'flex',
      flexDirection: 'column',
      gap: 12,
      padding: 16,
      width: 320,
      maxWidth: '100%',
      boxSizing: 'border-box',
    },
    title: {
      margin: 0,
      fontSize: 13,
      fontWeight: 600,
      overflowWrap: 'anywhere',
    },
    actions: { display: 'flex', justifyContent: 'flex-end', gap: 8 },
  },
  { name: 'TitaniumSilencePopover' },
);

/** Asks how long and why; the plan then says what that would hold back. */
export function SilencePopover(props: {
  alert: AlertRow;
  entityRef: string | undefined;
  anchor: HTMLElement | null;
  onClose: () => void;
}) {
  const { alert, entityRef, anchor, onClose } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const openPlan = useOpenPlan();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [minutes, setMinutes] = useState(60);
  const [reason, setReason] = useState('');
  const valid = reason.trim().length >= REASON_LENGTH;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!valid) return;
    onClose();
    openPlan(silenceRequest(alert, minutes, reason.trim(), entityRef));
  };
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      TransitionProps={{ onEntered: () => field.current?.focus() }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      PaperProps={{ role: 'dialog', 'aria-labelledby': `${id}title` }}
    >
      <form className={classes.form} onSubmit={submit}>
        <h2 id={`${id}title`} className={classes.title}>
          {t('overview.silence.title', { name: alert.name })}
        </h2>
        <TextField
          select
          id={`${id}minutes`}
          size="small"
          variant="outlined"
          label={t('overview.silence.howLong')}
          value={minutes}
          SelectProps={{ labelId: `${id}minutes-label` }}
          InputLabelProps={{ id: `${id}minutes-label` }}
          onChange={event => setMinutes(Number(event.target.value))}
        >
          {SILENCE_MINUTES.map(each => (
            <MenuItem key={each} value={each} dense>
              {each % 60
                ? t('overview.silence.minutes', { count: each })
                : t('overview.silence.hours', { count: each / 60 })}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          id={`${id}reason`}
          size="small"
          variant="outlined"
          label={t('overview.silence.reason')}
          helperText={t('overview.silence.reasonHint')}
          value={reason}
          required
          inputRef={field}
          inputProps={{ maxLength: 500, autoComplete: 'off' }}
          onChange={event => setReason(event.target.value)}
        />
        <div className={classes.actions}>
          <Button size="small" onClick={onClose}>
            {t('pods.actions.cancel')}
          </Button>
          <Button
            size="small"
            type="submit"
            variant="contained"
            color="primary"
            disabled={!valid}
          >
            {t('pods.actions.preview')}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
