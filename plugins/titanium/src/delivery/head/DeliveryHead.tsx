import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  RelativeTime,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryApplicationRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { ReactNode } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { DeliveryData } from '../model/data';
import { argoHealth, syncHealth } from '../model/health';
import { runningRevisions } from '../model/revisions';
import { Images } from './Images';
import { RevisionLine } from './Revisions';

const useStyles = makeStyles(
  theme => ({
    root: { color: theme.palette.text.primary },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 24px',
    },
    states: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '4px 20px',
      fontSize: 16,
      fontWeight: 600,
    },
    tools: {
      marginLeft: 'auto',
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 16px',
    },
    facts: {
      display: 'grid',
      gridTemplateColumns: 'max-content 1fr',
      gap: '6px 16px',
      margin: '12px 0 0',
      fontSize: 14,
      lineHeight: '20px',
      '& dt': { color: theme.palette.text.secondary },
      '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: '1fr',
        gap: 0,
        '& dd': { marginBottom: 8 },
      },
    },
    block: { display: 'block' },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumDeliveryHead' },
);

function AutoSync(props: { application: DeliveryApplicationRow }) {
  const { autoSync } = props.application;
  const { t } = useTranslationRef(titaniumTranslationRef);
  if (!autoSync.enabled) {
    return <StateChip health="paused">{t('delivery.autoSync.off')}</StateChip>;
  }
  const and = [
    autoSync.prune && t('delivery.autoSync.prune'),
    autoSync.selfHeal && t('delivery.autoSync.selfHeal'),
  ].filter(Boolean);
  return (
    <>
      {and.length > 0
        ? t('delivery.autoSync.onWith', { options: and.join(', ') })
        : t('delivery.autoSync.on')}
    </>
  );
}

/** How the application is, what runs, and how it gets there. */
export function DeliveryHead(props: {
  data: DeliveryData;
  freshness: ReactNode;
  actions: ReactNode;
}) {
  const { data, freshness, actions } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { application, history } = data;
  if (!application) return null;
  const revisions = runningRevisions(application, history);
  const { sources } = application;
  return (
    <div className={classes.root}>
      <div className={classes.line}>
        <div
          className={classes.states}
          role="group"
          aria-label={t('delivery.state')}
        >
          <StateChip health={syncHealth(application.sync)}>
            {application.sync}
          </StateChip>
          <StateChip health={argoHealth(application.health)}>
            {application.health}
          </StateChip>
        </div>
        <div className={classes.tools}>
          {freshness}
          {actions}
        </div>
      </div>
      <dl className={classes.facts}>
        {application.healthMessage && (
          <>
            <dt>{t('delivery.facts.reason')}</dt>
            <dd>{visibleText(application.healthMessage)}</dd>
          </>
        )}
        <dt>{t('delivery.facts.running')}</dt>
        <dd>
          {revisions.length === 0 && '–'}
          {revisions.map((revision, index) => (
            <span key={`${index}:${revision.id}`} className={classes.block}>
              <RevisionLine revision={revision} />
            </span>
          ))}
        </dd>
        {application.images.length > 0 && (
          <>
            <dt>{t('delivery.facts.images')}</dt>
            <dd>
              <Images images={application.images} />
            </dd>
          </>
        )}
        <dt>{t('delivery.facts.source')}</dt>
        <dd>
          {sources.map((source, index) => (
            <span key={index} className={classes.block}>
              {visibleText(
                [source.repo, source.path ?? source.chart]
                  .filter(Boolean)
                  .join(' · '),
              )}
              <span className={classes.quiet}>
                {' @ '}
                {visibleText(source.targetRevision)}
              </span>
            </span>
          ))}
        </dd>
        <dt>{t('delivery.facts.autoSync')}</dt>
        <dd>
          <AutoSync application={application} />
        </dd>
        {application.applicationSet && (
          <>
            <dt>{t('delivery.facts.applicationSet')}</dt>
            <dd>
              {visibleText(application.applicationSet)}
              <span className={classes.quiet}>
                {' · '}
                {t(
                  application.applicationSetIgnoresSyncPolicy
                    ? 'delivery.applicationSet.ignores'
                    : 'delivery.applicationSet.owns',
                )}
              </span>
            </dd>
          </>
        )}
        {application.reconciledAt && (
          <>
            <dt>{t('delivery.facts.compared')}</dt>
            <dd>
              <RelativeTime time={application.reconciledAt} />
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
