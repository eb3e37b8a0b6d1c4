import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import {
  RelativeTime,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryHistoryRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { Fragment, useEffect, useId, useRef } from 'react';
import { ActionControl } from '../../pods/actions/ActionControl';
import { subject } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { Images } from '../head/Images';
import { RevisionId } from '../head/Revisions';
import { initiatorOf } from '../model/initiator';
import { ApplicationRef, rollbackRequest } from '../model/requests';
import {
  currentDeployment,
  deploymentNumber,
  sameRevisions,
} from '../model/revisions';
import { Panel } from '../panels/Panel';
import { percent } from './errorRates';
import { HistoryDetail } from './HistoryDetail';
import { useErrorRates } from './useErrorRates';

/** A share of errors that deserves a mark. */
const BAD = 0.05;

const useStyles = makeStyles(
  theme => ({
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      lineHeight: '20px',
      // Its own cells only: a difference drawn in a row is a table too.
      '& > * > tr > th, & > * > tr > td': {
        textAlign: 'left',
        height: 40,
        boxSizing: 'border-box',
        padding: '4px 16px 4px 0',
        verticalAlign: 'middle',
        fontVariantNumeric: 'tabular-nums',
      },
      '& > thead > tr > th': {
        fontSize: 12,
        fontWeight: 600,
        height: 32,
        color: theme.palette.text.secondary,
        whiteSpace: 'nowrap',
      },
      '& > tbody > tr': { borderTop: `1px solid ${theme.palette.divider}` },
      // What is opened must not change the columns.
      '& > tbody > tr > td[colspan]': {
        maxWidth: 0,
        height: 'auto',
        padding: '0 0 0 12px',
      },
    },
    detail: { borderTop: '0 !important' },
    open: {
      '& > th:first-child, & > td[colspan]': {
        boxShadow: `inset 2px 0 0 ${theme.palette.primary.main}`,
      },
    },
    message: {
      overflowWrap: 'anywhere',
      minWidth: 160,
      [theme.breakpoints.down('xs')]: { minWidth: 0 },
    },
    quiet: { color: theme.palette.text.secondary },
    images: { whiteSpace: 'nowrap' },
    number: { fontWeight: 600, whiteSpace: 'nowrap', paddingLeft: 4 },
    toggle: { padding: 2, margin: '-2px 4px -2px 0' },
    act: {
      textAlign: 'right !important' as 'right',
      whiteSpace: 'nowrap',
      paddingRight: '8px !important',
      [theme.breakpoints.down('xs')]: {
        whiteSpace: 'normal',
        wordBreak: 'keep-all',
        paddingRight: '0 !important',
      },
    },
    wide: { [theme.breakpoints.down('sm')]: { display: 'none' } },
    medium: { [theme.breakpoints.down('xs')]: { display: 'none' } },
  }),
  { name: 'TitaniumHistoryPanel' },
);

interface RowProps {
  row: DeliveryHistoryRow;
  /** The deployment this one is the same as, when it went back to it. */
  sameAs: number | null;
  /** What runs is the same as this one brought. */
  runs: boolean;
  errors: number | undefined;
  open: boolean;
  onToggle: () => void;
  target: ApplicationRef;
}

function Row(props: RowProps) {
  const { row, sameAs, runs, errors, open, onToggle, target } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const id = useId();
  const ref = useRef<HTMLTableRowElement>(null);
  const [revision] = row.revisions;
  const firstOpen = useRef(open);
  useEffect(() => {
    // A link to a deployment leads to it.
    if (firstOpen.current) ref.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const Chevron = open ? ExpandLessIcon : ExpandMoreIcon;
  const number = String(row.id);
  return (
    <Fragment>
      <tr ref={ref} className={open ? classes.open : undefined}>
        <th scope="row" className={classes.number}>
          <IconButton
            size="small"
            className={classes.toggle}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            aria-label={t(
              open ? 'delivery.history.close' : 'delivery.history.open',
              { id: number },
            )}
            onClick={onToggle}
          >
            <Chevron fontSize="small" />
          </IconButton>
          {number}
        </th>
        <td className={classes.message}>
          {revision && <RevisionId revision={revision} />}{' '}
          {visibleText(subject(revision?.message ?? null) ?? '')}
          {row.revisions.length > 1 && (
            <span className={classes.quiet}> +{row.revisions.length - 1}</span>
          )}
          {sameAs !== null && (
            <div className={classes.quiet}>
              {t('delivery.history.backTo', { id: String(sameAs) })}
            </div>
          )}
        </td>
        <td className={classes.wide}>
          {visibleText(revision?.author ?? '') || '–'}
        </td>
        <td className={classes.medium}>
          <RelativeTime time={row.deployedAt} />
        </td>
        <td className={`${classes.wide} ${classes.images}`}>
          <Images images={row.images} most={2} />
        </td>
        <td className={classes.wide}>
          {visibleText(
            initiatorOf(
              row.initiatedBy ?? '–',
              t('delivery.history.automated'),
            ),
          )}
        </td>
        <td className={classes.medium}>
          {errors === undefined && <span className={classes.quiet}>–</span>}
          {errors !== undefined &&
            (errors >= BAD ? (
              <StateChip health="failed">{percent(errors)}</StateChip>
            ) : (
              percent(errors)
            ))}
        </td>
        <td className={classes.act}>
          {row.current && (
            <StateChip health="healthy">
              {t('delivery.history.current')}
            </StateChip>
          )}
          {!row.current && runs && (
            <span className={classes.quiet}>{t('delivery.history.same')}</span>
          )}
          {!row.current && !runs && (
            <ActionControl
              label={t('delivery.actions.rollback')}
              name={t('delivery.history.revision', { id: number })}
              request={rollbackRequest(target, row.id)}
            />
          )}
        </td>
      </tr>
      {open && (
        <tr className={`${classes.detail} ${classes.open}`} id={id}>
          <td colSpan={8}>
            <HistoryDetail row={row} target={target} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** What was deployed, newest first, each with the way back to it. */
export function HistoryPanel(props: {
  history: readonly DeliveryHistoryRow[];
  target: ApplicationRef;
  open: number | null;
  onOpen: (id: number | null) => void;
}) {
  const { history, target, open, onOpen } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const current = currentDeployment(history)?.revisions ?? [];
  const rates = useErrorRates(history, target.cluster, target.entityRef);
  return (
    <Panel title={t('delivery.history.title')}>
      {history.length === 0 ? (
        <p className={classes.quiet}>{t('delivery.history.empty')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('delivery.history.columns.id')}</th>
              <th scope="col">{t('delivery.history.columns.revision')}</th>
              <th scope="col" className={classes.wide}>
                {t('delivery.history.columns.author')}
              </th>
              <th scope="col" className={classes.medium}>
                {t('delivery.history.columns.when')}
              </th>
              <th scope="col" className={classes.wide}>
                {t('delivery.history.columns.images')}
              </th>
              <th scope="col" className={classes.wide}>
                {t('delivery.history.columns.by')}
              </th>
              <th
                scope="col"
                className={classes.medium}
                title={t('delivery.history.errorsTitle')}
              >
                {t('delivery.history.columns.errors')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {history.map(row => {
              const first = deploymentNumber(history, row.revisions);
              return (
                <Row
                  key={row.key}
                  row={row}
                  sameAs={first !== null && first < row.id ? first : null}
                  runs={sameRevisions(row.revisions, current)}
                  errors={rates.get(row.id)}
                  open={open === row.id}
                  onToggle={() => onOpen(open === row.id ? null : row.id)}
                  target={target}
                />
              );
            })}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
