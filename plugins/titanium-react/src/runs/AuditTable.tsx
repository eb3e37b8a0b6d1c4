import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { JsonObject } from '@backstage/types';
import { ReactNode, useEffect, useState } from 'react';
import { AuditRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '../api';
import { absoluteTime, visibleText } from '../components';
import { refName } from '../plans/refName';
import { useErrorWords } from '../plans/useErrorWords';
import { monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    scroll: {
      overflowX: 'auto',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: 1,
      },
    },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.primary,
      '& th': {
        textAlign: 'left',
        fontWeight: 500,
        padding: '4px 16px 4px 0',
        whiteSpace: 'nowrap',
        color: theme.palette.text.secondary,
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& td': {
        padding: '6px 16px 6px 0',
        verticalAlign: 'top',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
    },
    mono: { ...monospace, fontSize: 12, whiteSpace: 'nowrap' },
    values: {
      ...monospace,
      fontSize: 12,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      // A hash and a line of JSON in one or two lines: a narrower cell makes rows of a page's height.
      minWidth: 240,
    },
    subject: { minWidth: 160, overflowWrap: 'anywhere' },
    muted: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumAuditTable' },
);

/** Values of an audit row, one a line, as a person reads them. */
export function auditValues(value: JsonObject | null): string | null {
  if (value === null || Object.keys(value).length === 0) {
    return null;
  }
  return Object.entries(value)
    .map(
      ([name, each]) =>
        `${name}: ${typeof each === 'string' ? each : JSON.stringify(each)}`,
    )
    .join('\n');
}

/**
 * Audit rows with before and after. Without `subject` where all are of one run.
 * @public
 */
export function AuditRows(props: {
  rows: readonly AuditRow[];
  /** What each row is about. */
  subject?: (row: AuditRow) => ReactNode;
}) {
  const { rows, subject } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return (
    <div
      className={classes.scroll}
      role="region"
      aria-label={t('runs.audit.title')}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={classes.table} aria-label={t('runs.audit.title')}>
        <thead>
          <tr>
            <th scope="col">{t('runs.audit.sequence')}</th>
            <th scope="col">{t('runs.audit.time')}</th>
            <th scope="col">{t('runs.audit.actor')}</th>
            <th scope="col">{t('runs.audit.event')}</th>
            {subject && <th scope="col">{t('runs.audit.subject')}</th>}
            <th scope="col">{t('runs.audit.before')}</th>
            <th scope="col">{t('runs.audit.after')}</th>
            <th scope="col">{t('runs.audit.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.sequence}>
              <td className={classes.mono}>{row.sequence}</td>
              <td className={classes.mono}>
                <time dateTime={row.time}>{absoluteTime(row.time)}</time>
              </td>
              <td title={row.actor}>{refName(row.actor)}</td>
              <td className={classes.mono}>{row.event}</td>
              {subject && <td className={classes.subject}>{subject(row)}</td>}
              {[row.before, row.after].map((value, index) => (
                <td key={index} className={classes.values}>
                  {visibleText(auditValues(value) ?? t('runs.audit.nothing'))}
                </td>
              ))}
              <td className={classes.mono} title={row.hash}>
                {row.hash.slice(0, 8)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/**
 * The audit rows of a run with before and after. Reads them when it is first drawn and when `version` changes.
 *
 * @public
 */
export function AuditTable(props: {
  runId: string;
  version?: number | string;
}) {
  const { runId, version } = props;
  const api = useApi(titaniumApiRef);
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const errorWords = useErrorWords();
  const [rows, setRows] = useState<AuditRow[]>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const abort = new AbortController();
    api.runAudit(runId, abort.signal).then(
      answer => {
        if (!abort.signal.aborted) {
          setRows(answer);
          setError(undefined);
        }
      },
      failure => !abort.signal.aborted && setError(failure),
    );
    return () => abort.abort();
  }, [api, runId, version]);

  if (error && !rows) {
    return (
      <div className={classes.muted}>
        {t('runs.audit.failed', { message: errorWords(error).message })}
      </div>
    );
  }
  if (!rows) {
    return null;
  }
  if (rows.length === 0) {
    return <div className={classes.muted}>{t('runs.audit.none')}</div>;
  }
  return <AuditRows rows={rows} />;
}
