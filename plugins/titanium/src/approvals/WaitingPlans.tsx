import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ApprovalRow } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  refName,
  RelativeTime,
  riskColor,
  StateChip,
  usePlanWords,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';
import { planPath } from './paths';

const useStyles = makeStyles(
  theme => ({
    heading: { margin: '0 0 8px', fontSize: 16, fontWeight: 600 },
    list: {
      listStyle: 'none',
      margin: '0 0 24px',
      padding: 0,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
    item: {
      padding: '12px 16px',
      fontSize: 14,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    detail: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '2px 12px',
      marginTop: 2,
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    low: { color: riskColor(theme, 'low') },
    medium: { color: riskColor(theme, 'medium'), fontWeight: 600 },
    high: { color: riskColor(theme, 'high'), fontWeight: 600 },
  }),
  { name: 'TitaniumWaitingPlans' },
);

function Detail({ row }: { row: ApprovalRow }) {
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { origin } = row;
  return (
    <div className={classes.detail}>
      {row.mine && (
        <StateChip
          health={row.state === 'approved' ? 'healthy' : 'progressing'}
        >
          {t(
            row.state === 'approved'
              ? 'approvals.row.approved'
              : 'approvals.row.waits',
          )}
        </StateChip>
      )}
      <span className={classes[row.risk]}>
        {t(`approvals.risk.${row.risk}`)}
      </span>
      <span>
        {!row.mine && t('approvals.askedBy', { who: refName(row.requester) })}{' '}
        <RelativeTime time={row.createdAt} />
      </span>
      <span>
        {t('approvals.target', {
          target: `${row.target.kind}/${row.target.name}`,
        })}
      </span>
      {origin.documentRef && (
        <StateChip health={origin.verified ? 'healthy' : 'degraded'}>
          {t(
            origin.verified
              ? 'approvals.row.verified'
              : 'approvals.row.unverified',
          )}
        </StateChip>
      )}
    </div>
  );
}

/** Plans that wait, each with the way to its page; nothing while there are none. */
export function WaitingPlans(props: {
  title: string;
  rows: readonly ApprovalRow[];
}) {
  const { title, rows } = props;
  const classes = useStyles();
  const words = usePlanWords();
  if (rows.length === 0) {
    return null;
  }
  return (
    <section aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <ul className={classes.list}>
        {rows.map(row => (
          <li key={row.id} className={classes.item}>
            <Link to={planPath(row.id)}>
              {visibleText(words.sentence(row))}
            </Link>
            <Detail row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}
