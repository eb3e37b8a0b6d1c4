import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { AuditVerification } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  CopyButton,
  monospace,
  Notice,
  RelativeTime,
  StateChip,
  titaniumApiRef,
  useErrorWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useEffect, useState } from 'react';
import { titaniumTranslationRef } from '../translation';

const DAY_MS = 24 * 60 * 60 * 1000;

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: 16,
      marginBottom: 16,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 16px',
      minHeight: 32,
    },
    state: { fontSize: 16, fontWeight: 600 },
    grow: { flex: 1 },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '2px 24px',
      marginTop: 8,
      fontSize: 13,
      lineHeight: '28px',
      color: theme.palette.text.secondary,
    },
    hash: {
      ...monospace,
      fontSize: 12,
      color: theme.palette.text.primary,
    },
  }),
  { name: 'TitaniumAuditChain' },
);

function Facts({ found }: { found: AuditVerification }) {
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { head, anchor, retention, rows, checkedAt } = found;
  return (
    <div className={classes.facts}>
      <span>{t('audit.chain.rows', { rows: String(rows) })}</span>
      <span>
        {t('audit.chain.head', { sequence: String(head.sequence) })}{' '}
        <span className={classes.hash} title={head.hash}>
          {head.hash.slice(0, 12)}
        </span>
        <CopyButton text={head.hash} label={t('audit.chain.copyHash')} />
      </span>
      <span>
        {anchor ? (
          <>
            {t('audit.chain.anchor', { sequence: String(anchor.sequence) })}{' '}
            <RelativeTime time={anchor.time} />
          </>
        ) : (
          t('audit.chain.noAnchor')
        )}
      </span>
      <span>
        {t('audit.chain.retention', {
          days: String(Math.round(retention / DAY_MS)),
        })}
      </span>
      <span>
        {t('audit.chain.checked')} <RelativeTime time={checkedAt} />
      </span>
    </div>
  );
}

/** Whether the chain is whole: checked by the server from the first row that is kept to the newest. */
export function Chain() {
  const api = useApi(titaniumApiRef);
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const errorWords = useErrorWords();
  const [found, setFound] = useState<AuditVerification>();
  const [error, setError] = useState<unknown>();
  const [checking, setChecking] = useState(true);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setChecking(true);
    setError(undefined);
    api
      .verifyAudit(abort.signal)
      .then(
        answer => !abort.signal.aborted && setFound(answer),
        failure => !abort.signal.aborted && setError(failure),
      )
      .finally(() => !abort.signal.aborted && setChecking(false));
    return () => abort.abort();
  }, [api, attempt]);
  const again = useCallback(() => setAttempt(count => count + 1), []);
  const { broken } = found ?? {};
  return (
    <section className={classes.root} aria-label={t('audit.chain.title')}>
      <div className={classes.head}>
        <span className={classes.state} role="status">
          {found && !checking && (
            <StateChip health={broken ? 'failed' : 'healthy'}>
              {t(broken ? 'audit.chain.broken' : 'audit.chain.whole')}
            </StateChip>
          )}
          {checking && (
            <StateChip health="progressing">
              {t('audit.chain.checking')}
            </StateChip>
          )}
        </span>
        <span className={classes.grow} />
        <Button
          size="small"
          variant="outlined"
          disabled={checking}
          onClick={again}
        >
          {t('audit.chain.again')}
        </Button>
      </div>
      {error !== undefined && (
        <Notice severity="warning" title={errorWords(error).title}>
          {errorWords(error).message}
        </Notice>
      )}
      {broken && !checking && (
        <Notice
          severity="danger"
          title={t(`audit.chain.problems.${broken.problem}`, {
            sequence: String(broken.sequence),
          })}
        >
          {t('audit.chain.brokenHelp')}
        </Notice>
      )}
      {found && <Facts found={found} />}
    </section>
  );
}
