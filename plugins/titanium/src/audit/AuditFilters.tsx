import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { AuditFilter } from './filters';

/** How long nobody types before the server is asked. */
const PAUSE_MS = 400;

/** Beginnings of the events' names. */
const EVENTS = ['plan', 'run', 'step', 'read', 'secret', 'audit'] as const;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-end',
      gap: 16,
      '@media print': { display: 'none' },
    },
    field: {
      width: 176,
      [theme.breakpoints.down('xs')]: { width: 'calc(50% - 8px)' },
    },
    wide: {
      width: 280,
      [theme.breakpoints.down('xs')]: { width: '100%' },
    },
  }),
  { name: 'TitaniumAuditFilters' },
);

/** A field that waits until nobody types any more. */
function Typed(props: {
  label: string;
  placeholder: string;
  className: string;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  const { label, placeholder, className, value = '', onChange } = props;
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <TextField
      id={`${id}field`}
      className={className}
      size="small"
      variant="outlined"
      label={label}
      placeholder={placeholder}
      value={text}
      InputLabelProps={{ shrink: true }}
      inputProps={{ maxLength: 512, spellCheck: false }}
      onChange={event => setText(event.target.value)}
    />
  );
}

/** By object, person, kind of event and days. */
export function AuditFilters(props: {
  filter: AuditFilter;
  onChange: (change: Partial<AuditFilter>) => void;
}) {
  const { filter, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const id = useId();
  const filtered = Object.values(filter).some(Boolean);
  // A link may name one event exactly.
  const other =
    filter.event && !EVENTS.some(each => each === filter.event)
      ? filter.event
      : undefined;
  return (
    <div
      className={classes.root}
      role="search"
      aria-label={t('audit.filters.label')}
    >
      <Typed
        label={t('audit.filters.subject')}
        placeholder={t('audit.filters.subjectHint')}
        className={classes.wide}
        value={filter.subject}
        onChange={subject => onChange({ subject })}
      />
      <Typed
        label={t('audit.filters.actor')}
        placeholder={t('audit.filters.actorHint')}
        className={classes.field}
        value={filter.actor}
        onChange={actor => onChange({ actor })}
      />
      <TextField
        select
        id={`${id}event`}
        className={classes.field}
        size="small"
        variant="outlined"
        label={t('audit.filters.event')}
        value={filter.event ?? ''}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true, labelId: `${id}event-label` }}
        onChange={event => onChange({ event: event.target.value })}
      >
        <MenuItem value="">{t('audit.filters.any')}</MenuItem>
        {other && <MenuItem value={other}>{other}</MenuItem>}
        {EVENTS.map(event => (
          <MenuItem key={event} value={event}>
            {t(`audit.events.${event}`)}
          </MenuItem>
        ))}
      </TextField>
      {(['from', 'to'] as const).map(name => (
        <TextField
          key={name}
          id={`${id}${name}`}
          className={classes.field}
          type="date"
          size="small"
          variant="outlined"
          label={t(`audit.filters.${name}`)}
          value={filter[name] ?? ''}
          InputLabelProps={{ shrink: true }}
          onChange={event => onChange({ [name]: event.target.value })}
        />
      ))}
      {filtered && (
        <Button
          size="small"
          onClick={() =>
            onChange({ subject: '', actor: '', event: '', from: '', to: '' })
          }
        >
          {t('audit.filters.clear')}
        </Button>
      )}
    </div>
  );
}
