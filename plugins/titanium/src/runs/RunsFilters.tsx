import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import {
  ActionDescriptor,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  refName,
  titaniumApiRef,
  titaniumReactTranslationRef,
  useServerWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useId, useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { RUN_STATES, RunsFilter } from './filters';

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
      minWidth: 176,
      [theme.breakpoints.down('xs')]: { minWidth: 'calc(50% - 8px)', flex: 1 },
    },
  }),
  { name: 'TitaniumRunsFilters' },
);

function Choice(props: {
  label: string;
  any: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  const { label, any, value = '', options, onChange } = props;
  const classes = useStyles();
  const id = useId();
  const known = options.some(each => each.value === value);
  return (
    <TextField
      select
      id={`${id}field`}
      className={classes.field}
      size="small"
      variant="outlined"
      label={label}
      value={value}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ displayEmpty: true, labelId: `${id}label` }}
      onChange={event => onChange(event.target.value)}
    >
      <MenuItem value="">{any}</MenuItem>
      {value && !known && <MenuItem value={value}>{refName(value)}</MenuItem>}
      {options.map(each => (
        <MenuItem key={each.value} value={each.value}>
          {each.label}
        </MenuItem>
      ))}
    </TextField>
  );
}

function distinct(values: string[]): { value: string; label: string }[] {
  return [...new Set(values)]
    .map(value => ({ value, label: refName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** By service, person, action and state. Choices are those of the runs in sight; a link may name others. */
export function RunsFilters(props: {
  filter: RunsFilter;
  runs: readonly RunSummary[];
  /** False where the service is given already. */
  withService: boolean;
  onChange: (change: Partial<Record<keyof RunsFilter, string>>) => void;
}) {
  const { filter, runs, withService, onChange } = props;
  const api = useApi(titaniumApiRef);
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { t: words } = useTranslationRef(titaniumReactTranslationRef);
  const { actionTitle } = useServerWords();
  const [actions, setActions] = useState<readonly ActionDescriptor[]>([]);
  // A filter must not take away its own choices.
  const [services, setServices] = useState<ReadonlySet<string>>(new Set());
  const [people, setPeople] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const add = (known: ReadonlySet<string>, more: string[]) =>
      more.every(each => known.has(each))
        ? known
        : new Set([...known, ...more]);
    setServices(known =>
      add(
        known,
        runs.flatMap(run => run.boundEntityRefs),
      ),
    );
    setPeople(known =>
      add(
        known,
        runs.map(run => run.requester),
      ),
    );
  }, [runs]);
  useEffect(() => {
    const abort = new AbortController();
    api.actions(abort.signal).then(
      all =>
        !abort.signal.aborted &&
        setActions(all.filter(action => action.risk !== 'read')),
      // The list works without these choices.
      () => {},
    );
    return () => abort.abort();
  }, [api]);

  const any = t('runs.filters.any');
  const filtered = Object.values(filter).some(Boolean);
  return (
    <div
      className={classes.root}
      role="search"
      aria-label={t('runs.filters.label')}
    >
      {withService && (
        <Choice
          label={t('runs.filters.service')}
          any={any}
          value={filter.entityRef}
          options={distinct([...services])}
          onChange={entityRef => onChange({ entityRef })}
        />
      )}
      <Choice
        label={t('runs.filters.person')}
        any={any}
        value={filter.requester}
        options={distinct([...people])}
        onChange={requester => onChange({ requester })}
      />
      <Choice
        label={t('runs.filters.action')}
        any={any}
        value={filter.action}
        options={actions.map(action => ({
          value: action.id,
          label: actionTitle(action.id, action.title),
        }))}
        onChange={action => onChange({ action })}
      />
      <Choice
        label={t('runs.filters.state')}
        any={any}
        value={filter.state}
        options={RUN_STATES.map(state => ({
          value: state,
          label: words(`runs.state.${state}`),
        }))}
        onChange={state => onChange({ state })}
      />
      {filtered && (
        <Button
          size="small"
          onClick={() =>
            onChange({ entityRef: '', requester: '', action: '', state: '' })
          }
        >
          {t('runs.filters.clear')}
        </Button>
      )}
    </div>
  );
}
