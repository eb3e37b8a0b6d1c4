import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import AddIcon from '@material-ui/icons/Add';
import RemoveIcon from '@material-ui/icons/Remove';
import { WorkloadRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { FormEvent, useId, useRef, useState } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { useOpenPlan } from './PlanContext';
import { scaleRequest } from './requests';

const useStyles = makeStyles(
  theme => ({
    form: { padding: 16, width: 288, maxWidth: '100%' },
    label: {
      display: 'block',
      fontSize: 13,
      fontWeight: 600,
      overflowWrap: 'anywhere',
    },
    line: { display: 'flex', alignItems: 'center', gap: 8, margin: '8px 0' },
    field: { width: 96, '& input': { textAlign: 'center' } },
    hint: {
      minHeight: 20,
      fontSize: 12,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
    },
    actions: { display: 'flex', justifyContent: 'flex-end', gap: 8 },
  }),
  { name: 'TitaniumScalePopover' },
);

const MOST = 10_000;

/** Asks how many; the plan then says what that would do. */
export function ScalePopover(props: {
  workload: WorkloadRow;
  entityRef: string;
  anchor: HTMLElement | null;
  onClose: () => void;
}) {
  const { workload, entityRef, anchor, onClose } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const openPlan = useOpenPlan();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? String(workload.desired);
  const replicas = /^\d{1,5}$/.test(shown) ? Number(shown) : NaN;
  const valid = replicas >= 0 && replicas <= MOST;
  const same = replicas === workload.desired;

  const close = () => {
    setText(null);
    onClose();
  };
  const step = (by: number) => {
    const from = valid ? replicas : workload.desired;
    setText(String(Math.max(0, Math.min(MOST, from + by))));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid && !same) {
      close();
      openPlan(scaleRequest(workload, replicas, entityRef));
    }
  };
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={close}
      TransitionProps={{ onEntered: () => field.current?.focus() }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
    >
      <form className={classes.form} onSubmit={submit}>
        <label className={classes.label} htmlFor={id}>
          {t('pods.actions.replicas', { name: workload.name })}
        </label>
        <div className={classes.line}>
          <IconButton
            size="small"
            aria-label={t('pods.actions.fewer')}
            onClick={() => step(-1)}
          >
            <RemoveIcon />
          </IconButton>
          <TextField
            className={classes.field}
            variant="outlined"
            size="small"
            value={shown}
            error={!valid}
            onChange={event => setText(event.target.value.trim())}
            onFocus={event => event.target.select()}
            inputRef={field}
            inputProps={{ id, inputMode: 'numeric', autoComplete: 'off' }}
          />
          <IconButton
            size="small"
            aria-label={t('pods.actions.more_replicas')}
            onClick={() => step(1)}
          >
            <AddIcon />
          </IconButton>
        </div>
        <div className={classes.hint} role="status">
          {same && text !== null ? t('pods.actions.unchanged') : ''}
        </div>
        <div className={classes.actions}>
          <Button size="small" onClick={close}>
            {t('pods.actions.cancel')}
          </Button>
          <Button
            size="small"
            type="submit"
            variant="contained"
            color="primary"
            disabled={!valid || same}
          >
            {t('pods.actions.preview')}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
