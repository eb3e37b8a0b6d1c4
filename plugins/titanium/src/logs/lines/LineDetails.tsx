import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/AddCircleOutline';
import RemoveIcon from '@material-ui/icons/RemoveCircleOutline';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  absoluteTime,
  CopyButton,
  monospace,
  plainLogText,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo, useState } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { lineObject } from '../model/lines';
import { LabelFilter } from '../model/query';

/** More of an object than this is drawn on demand. */
const MOST_JSON = 8_000;
const MOST_VALUE = 500;

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: '4px 0 8px',
      padding: '8px 12px',
      borderLeft: `2px solid ${theme.palette.divider}`,
      background: theme.palette.action.hover,
    },
    actions: { display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 4 },
    table: { borderCollapse: 'collapse', fontSize: 12, width: '100%' },
    name: {
      textAlign: 'left',
      fontWeight: 600,
      verticalAlign: 'top',
      padding: '2px 12px 2px 0',
      whiteSpace: 'nowrap',
      width: '1%',
    },
    value: {
      ...monospace,
      padding: '2px 0',
      overflowWrap: 'anywhere',
      whiteSpace: 'pre-wrap',
    },
    tools: { width: '1%', whiteSpace: 'nowrap', verticalAlign: 'top' },
    tool: { padding: 2 },
    title: { fontSize: 12, fontWeight: 600, margin: '8px 0 2px' },
    json: {
      ...monospace,
      margin: 0,
      fontSize: 12,
      lineHeight: '18px',
      maxHeight: 320,
      overflow: 'auto',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'TitaniumLineDetails' },
);

function Json({ value }: { value: object }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const text = useMemo(
    () => visibleText(JSON.stringify(value, null, 2)),
    [value],
  );
  const long = text.length > MOST_JSON && !all;
  return (
    <>
      <div className={classes.title}>JSON</div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.json} tabIndex={0} aria-label="JSON">
        {long ? `${text.slice(0, MOST_JSON)}…` : text}
      </pre>
      {long && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('logs.line.showAll', { number: text.length.toLocaleString() })}
        </Button>
      )}
    </>
  );
}

function Values(props: {
  title: string;
  values: Record<string, string>;
  onFilter?: (filter: LabelFilter) => void;
}) {
  const { title, values, onFilter } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const names = Object.keys(values).sort();
  if (names.length === 0) return null;
  return (
    <>
      <div className={classes.title}>{title}</div>
      <table className={classes.table}>
        <tbody>
          {names.slice(0, 200).map(name => {
            const value = visibleText(values[name]);
            return (
              <tr key={name}>
                {onFilter && (
                  <td className={classes.tools}>
                    <IconButton
                      size="small"
                      className={classes.tool}
                      aria-label={t('logs.line.only', { name })}
                      title={t('logs.line.only', { name })}
                      onClick={() =>
                        onFilter({ name, op: '=', value: values[name] })
                      }
                    >
                      <AddIcon style={{ fontSize: 16 }} />
                    </IconButton>
                    <IconButton
                      size="small"
                      className={classes.tool}
                      aria-label={t('logs.line.without', { name })}
                      title={t('logs.line.without', { name })}
                      onClick={() =>
                        onFilter({ name, op: '!=', value: values[name] })
                      }
                    >
                      <RemoveIcon style={{ fontSize: 16 }} />
                    </IconButton>
                  </td>
                )}
                <th scope="row" className={classes.name}>
                  {visibleText(name)}
                </th>
                <td className={classes.value}>
                  {value.length > MOST_VALUE
                    ? `${value.slice(0, MOST_VALUE)}…`
                    : value}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

/** All that is known of a line, and what can be done with it. */
export function LineDetails(props: {
  line: LogLine;
  /** Address that shows this line again. */
  link?: string;
  onContext?: () => void;
  onFilter?: (filter: LabelFilter) => void;
}) {
  const { line, link, onContext, onFilter } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const object = useMemo(() => lineObject(line.text), [line.text]);
  return (
    <div className={classes.root}>
      <div className={classes.actions}>
        {onContext && (
          <Button size="small" variant="outlined" onClick={onContext}>
            {t('logs.line.context')}
          </Button>
        )}
        <CopyButton
          variant="text"
          text={plainLogText(line)}
          label={t('logs.line.copy')}
        />
        {link && (
          <CopyButton
            variant="text"
            text={link}
            label={t('logs.line.copyLink')}
          />
        )}
      </div>
      <Values
        title={t('logs.line.about')}
        values={{
          [t('logs.line.time')]: absoluteTime(line.time),
          [t('logs.line.exact')]: line.time,
        }}
      />
      <Values
        title={t('logs.line.labels')}
        values={line.labels ?? {}}
        onFilter={onFilter}
      />
      <Values
        title={t('logs.line.fields')}
        values={line.fields ?? {}}
        onFilter={onFilter}
      />
      {object && <Json value={object} />}
    </div>
  );
}
