import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryResourceRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../../translation';
import { argoHealth, syncHealth } from '../model/health';
import { shortImage } from '../model/revisions';

const useStyles = makeStyles(
  theme => ({
    // Takes what the name leaves.
    info: {
      flex: '1 1 0',
      minWidth: 0,
      textAlign: 'right',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
      [theme.breakpoints.down('sm')]: { display: 'none' },
    },
    sync: {
      flex: '0 0 112px',
      [theme.breakpoints.down('xs')]: { display: 'none' },
    },
    health: {
      flex: '0 0 112px',
      [theme.breakpoints.down('xs')]: { flex: '0 0 auto' },
    },
  }),
  { name: 'TitaniumResourceCells' },
);

/** Names of facts that their values say as well. */
const PLAIN = /^(?:Status Reason|Revision|Node|Containers): /;

/** What Argo CD tells of the object in a few words: images by their last part, nothing twice. */
export function shortInfo(row: DeliveryResourceRow): string {
  return [
    ...new Set(
      row.info.map(each =>
        /^[^\s]+\/[^\s]+:[^\s]+$/.test(each)
          ? shortImage(each)
          : each.replace(PLAIN, ''),
      ),
    ),
  ].join(' · ');
}

/** Whether the object is as git says; what is to be pruned says so. */
export function SyncCell(props: { row: DeliveryResourceRow }) {
  const { row } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  if (row.requiresPruning) {
    return (
      <StateChip health="degraded">{t('delivery.resources.prune')}</StateChip>
    );
  }
  return row.sync ? (
    <StateChip health={syncHealth(row.sync)}>{row.sync}</StateChip>
  ) : null;
}

/** The health as Argo CD says it, its reason as the title. */
export function HealthCell(props: { row: DeliveryResourceRow }) {
  const { row } = props;
  return row.health ? (
    <span title={row.message ? visibleText(row.message) : undefined}>
      <StateChip health={argoHealth(row.health)}>{row.health}</StateChip>
    </span>
  ) : null;
}

/** Facts, sync and health at the end of a line of the tree. */
export function ResourceFacts(props: { row: DeliveryResourceRow }) {
  const { row } = props;
  const classes = useStyles();
  return (
    <>
      <span className={classes.info} title={visibleText(row.info.join('\n'))}>
        {visibleText(shortInfo(row))}
      </span>
      <span className={classes.sync}>
        <SyncCell row={row} />
      </span>
      <span className={classes.health}>
        <HealthCell row={row} />
      </span>
    </>
  );
}
