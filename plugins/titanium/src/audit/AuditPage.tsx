import { useApi } from '@backstage/core-plugin-api';
import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import { makeStyles } from '@material-ui/core/styles';
import {
  AuditRows,
  EmptyState,
  ErrorNotice,
  Notice,
  SkeletonRows,
  titaniumApiRef,
  TitaniumRequestError,
  useErrorWords,
  useServerWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useState } from 'react';
import { RUNS_PATH } from '../runs/paths';
import { titaniumTranslationRef } from '../translation';
import { AuditFilters } from './AuditFilters';
import { AuditSubject } from './AuditSubject';
import { Chain } from './Chain';
import { AuditFilter, toQuery, useAuditFilter } from './filters';
import { saveBlob } from './saveBlob';
import { useAudit } from './useAudit';

const useStyles = makeStyles(
  theme => ({
    filters: { marginBottom: 16 },
    rows: {
      padding: '4px 16px 16px',
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
    more: { marginTop: 8, textAlign: 'center' },
  }),
  { name: 'TitaniumAuditPage' },
);

/** Takes the rows away as a file whose chain can be checked without the portal. */
function Export({ filter }: { filter: AuditFilter }) {
  const api = useApi(titaniumApiRef);
  const { t } = useTranslationRef(titaniumTranslationRef);
  const errorWords = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { from, to } = toQuery(filter);
  const take = async () => {
    setBusy(true);
    setError(undefined);
    try {
      saveBlob(
        `titanium-audit-${new Date().toISOString().slice(0, 10)}.ndjson`,
        await api.exportAudit({ from, to }),
      );
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {error !== undefined && (
        <Notice role="alert" severity="danger" title={errorWords(error).title}>
          {errorWords(error).message}
        </Notice>
      )}
      <Button
        size="small"
        variant="outlined"
        disabled={busy}
        title={t('audit.exportHint')}
        onClick={take}
      >
        {t(busy ? 'audit.exporting' : 'audit.export')}
      </Button>
    </>
  );
}

/** The whole audit: is its chain whole, what happened, and a file of it. */
export function AuditPage() {
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const errorWords = useErrorWords();
  const { refusal } = useServerWords();
  const [filter, change] = useAuditFilter();
  const { rows, error, hasMore, more, refresh } = useAudit(filter);
  const refused =
    error instanceof TitaniumRequestError && error.status === 403
      ? error
      : undefined;
  const filtered = Object.values(filter).some(Boolean);
  return (
    <Page themeId="tool">
      <Header
        title={t('audit.title')}
        subtitle={t('audit.subtitle')}
        type={t('runs.title')}
        typeLink={RUNS_PATH}
      >
        {!refused && (
          <Grid item>
            <Export filter={filter} />
          </Grid>
        )}
      </Header>
      <Content>
        <div data-titanium="audit">
          {refused ? (
            <EmptyState title={t('audit.refused')}>
              {refused.decision ? refusal(refused.decision) : refused.message}
            </EmptyState>
          ) : (
            <>
              {(rows || error === undefined) && <Chain />}
              <div className={classes.filters}>
                <AuditFilters filter={filter} onChange={change} />
              </div>
              {error !== undefined && (
                <ErrorNotice
                  title={t('audit.failed')}
                  words={errorWords(error).message}
                  onRetry={refresh}
                >
                  {errorWords(error).title}
                </ErrorNotice>
              )}
              {!rows && error === undefined && <SkeletonRows />}
              {rows?.length === 0 && (
                <EmptyState
                  title={t(filtered ? 'audit.noMatch' : 'audit.empty')}
                >
                  {t(filtered ? 'audit.noMatchText' : 'audit.emptyText')}
                </EmptyState>
              )}
              {rows && rows.length > 0 && (
                <div className={classes.rows}>
                  <AuditRows
                    rows={rows}
                    subject={row => <AuditSubject row={row} />}
                  />
                  {hasMore && (
                    <div className={classes.more}>
                      <Button onClick={more}>{t('audit.more')}</Button>
                    </div>
                  )}
                </div>
              )}
            </>
          )}
        </div>
      </Content>
    </Page>
  );
}
