import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { FormEvent, useId, useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { TimeWindow, toWindow } from './range';

const useStyles = makeStyles(
  theme => ({
    form: {
      display: 'flex',
      flexDirection: 'column',
      gap: 12,
      padding: 16,
      width: 264,
      maxWidth: '100%',
      boxSizing: 'border-box',
    },
    title: { fontSize: 13, fontWeight: 600, margin: 0 },
    zone: { fontSize: 12, color: theme.palette.text.secondary },
    error: {
      minHeight: 20,
      fontSize: 12,
      lineHeight: '20px',
      wordBreak: 'keep-all',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'TitaniumCustomRange' },
);

/** Local time as a `datetime-local` input takes it. */
function toInput(time: number): string {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** Two moments in the reader's own time zone. */
export function CustomRange(props: {
  /** What is shown now, to start from. */
  window: TimeWindow;
  onApply: (window: TimeWindow) => void;
}) {
  const { window: shown, onApply } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const id = useId();
  const [from, setFrom] = useState(() => toInput(shown.from));
  const [to, setTo] = useState(() => toInput(shown.to));
  const start = Date.parse(from);
  const end = Date.parse(to);
  const wanted = toWindow(start, end);
  let error = '';
  if (Number.isNaN(start) || Number.isNaN(end)) error = t('time.custom.empty');
  else if (end <= start) error = t('time.custom.reversed');
  else if (!wanted) error = t('time.custom.length');
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted) onApply(wanted);
  };
  const field = (
    name: string,
    label: string,
    value: string,
    onChange: (text: string) => void,
  ) => (
    <TextField
      id={`${id}${name}`}
      type="datetime-local"
      size="small"
      variant="outlined"
      label={label}
      value={value}
      error={error !== ''}
      onChange={event => onChange(event.target.value)}
      InputLabelProps={{ shrink: true }}
      inputProps={{ step: 1, 'aria-describedby': `${id}error` }}
    />
  );
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <h2 className={classes.title}>{t('time.custom.title')}</h2>
      {field('from', t('time.custom.from'), from, setFrom)}
      {field('to', t('time.custom.to'), to, setTo)}
      <div className={classes.zone}>{t('time.custom.zone', { zone })}</div>
      <div id={`${id}error`} className={classes.error} role="status">
        {error}
      </div>
      <Button
        type="submit"
        size="small"
        variant="contained"
        color="primary"
        disabled={!wanted}
      >
        {t('time.custom.apply')}
      </Button>
    </form>
  );
}
