import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import {
  DashboardListResult,
  DashboardResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '@titanium-portal/backstage-plugin-titanium-react';
import { useId } from 'react';
import { titaniumTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 12,
      margin: '24px 0 12px',
    },
    title: { margin: 0, marginRight: 4, fontSize: 16, fontWeight: 600 },
    field: {
      minWidth: 160,
      maxWidth: 320,
      background: theme.palette.background.paper,
      '& .MuiSelect-root': { fontSize: 13 },
      [theme.breakpoints.down('xs')]: { flex: '1 1 140px', minWidth: 0 },
    },
    link: { marginLeft: 'auto', fontSize: 13 },
  }),
  { name: 'TitaniumDashboardBar' },
);

function Choice(props: {
  label: string;
  value: string[];
  multiple?: boolean;
  options: readonly { value: string; text: string }[];
  onChange: (values: string[]) => void;
}) {
  const { label, value, multiple = false, options, onChange } = props;
  const classes = useStyles();
  const id = useId();
  const known = value.filter(each =>
    options.some(option => option.value === each),
  );
  return (
    <TextField
      select
      id={`${id}field`}
      className={classes.field}
      size="small"
      variant="outlined"
      label={label}
      value={multiple ? known : known[0] ?? ''}
      SelectProps={{ multiple, labelId: `${id}label` }}
      InputLabelProps={{ shrink: true, id: `${id}label` }}
      onChange={event => {
        const chosen = event.target.value as unknown as string | string[];
        const values = Array.isArray(chosen) ? chosen : [chosen];
        // One value always stands: none at all would be another question.
        if (values.length > 0) onChange(values);
      }}
    >
      {options.map(option => (
        <MenuItem key={option.value} value={option.value} dense>
          {visibleText(option.text)}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Which dashboard, and the values of its variables. */
export function DashboardBar(props: {
  items: DashboardListResult['items'];
  uid: string;
  dashboard: DashboardResult | undefined;
  variables: Record<string, string[]>;
  onDashboard: (uid: string) => void;
  onVariable: (name: string, values: string[]) => void;
}) {
  const { items, uid, dashboard, variables } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const url = dashboard?.url ?? items.find(item => item.uid === uid)?.url;
  return (
    <div className={classes.root}>
      <h2 className={classes.title}>{t('metrics.dashboards.title')}</h2>
      <Choice
        label={t('metrics.dashboards.choose')}
        value={[uid]}
        options={items.map(item => ({ value: item.uid, text: item.title }))}
        onChange={([next]) => props.onDashboard(next)}
      />
      {dashboard?.variables.map(variable => (
        <Choice
          key={variable.name}
          label={visibleText(variable.label)}
          multiple={variable.multi}
          value={variables[variable.name] ?? variable.current}
          options={variable.options}
          onChange={values => props.onVariable(variable.name, values)}
        />
      ))}
      {url && (
        <Link to={url} className={classes.link}>
          {t('metrics.dashboards.open')}
        </Link>
      )}
    </div>
  );
}
