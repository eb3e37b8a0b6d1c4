import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ApprovalRow } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  refName,
  RelativeTime,
  riskColor,
  usePlanWords,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { planPath } from '../../approvals/paths';
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
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
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
  if (sorted.length === 0) {
    return null;
  }
  return (
    <Section title={t('operations.approvals.title')} count={sorted.length}>
      <ul className={classes.list} aria-label={t('operations.approvals.title')}>
        {sorted.map(row => (
          <li key={row.id} className={classes.item}>
            <span className={classes.what}>{words.sentence(row)}</span>
            <span className={`${classes.risk} ${classes[row.risk]}`}>
              {t(`runs.risk.${row.risk}`)}
            </span>
            <span className={classes.by}>
              {refName(row.requester)} · <RelativeTime time={row.createdAt} />
            </span>
            <Link to={planPath(row.id)}>
              {t(
                row.mayApprove
                  ? 'operations.approvals.review'
                  : 'operations.approvals.show',
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
