import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ApprovalRow } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  PlanDialog,
  PlanSource,
  refName,
  RelativeTime,
  riskColor,
  usePlanWords,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo, useState } from 'react';
import { useRows } from '../../overview/useService';
import { titaniumTranslationRef } from '../../translation';
import { Section } from '../Section';

const APPROVALS = { topic: 'approvals', entityRef: null };

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 16px',
      padding: '10px 12px',
      marginBottom: 8,
      fontSize: 14,
      lineHeight: '20px',
      borderRadius: 4,
      background: theme.palette.action.hover,
    },
    what: { flex: '1 1 280px', minWidth: 0, overflowWrap: 'anywhere' },
    risk: { fontWeight: 600 },
    medium: { color: riskColor(theme, 'medium') },
    high: { color: riskColor(theme, 'high') },
    low: { color: riskColor(theme, 'low') },
    by: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumOperationsApprovals' },
);

/** Plans that wait for a second person; nothing at all while none does. */
export function Approvals() {
  const { view } = useStreamView(APPROVALS);
  const { t } = useTranslationRef(titaniumTranslationRef);
  const words = usePlanWords();
  const classes = useStyles();
  const rows = useRows<ApprovalRow>(view, 'approvals');
  const sorted = useMemo(
    () => [...rows].sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
    [rows],
  );
  const [source, setSource] = useState<PlanSource | null>(null);
  return (
    <>
      {sorted.length > 0 && (
        <Section title={t('operations.approvals.title')} count={sorted.length}>
          <ul
            className={classes.list}
            aria-label={t('operations.approvals.title')}
          >
            {sorted.map(row => (
              <li key={row.id} className={classes.item}>
                <span className={classes.what}>{words.sentence(row)}</span>
                <span className={`${classes.risk} ${classes[row.risk]}`}>
                  {t(`runs.risk.${row.risk}`)}
                </span>
                <span className={classes.by}>
                  {refName(row.requester)} ·{' '}
                  <RelativeTime time={row.createdAt} />
                </span>
                <Button
                  size="small"
                  variant="outlined"
                  onClick={() => setSource({ type: 'plan', id: row.id })}
                >
                  {t(
                    row.mayApprove
                      ? 'operations.approvals.review'
                      : 'operations.approvals.show',
                  )}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <PlanDialog source={source} onClose={() => setSource(null)} />
    </>
  );
}
