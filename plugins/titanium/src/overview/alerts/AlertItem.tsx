import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { AlertRow } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  healthColor,
  RelativeTime,
  StateIcon,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useState } from 'react';
import { ActionControl } from '../../pods/actions/ActionControl';
import { logsSearch } from '../../logs/links';
import { titaniumTranslationRef } from '../../translation';
import { beginOf, Deployment } from '../model/deployments';
import { alertHealth } from '../model/health';
import { useSpanWords } from '../useSpanWords';
import { expireRequest, silenceRequest } from './requests';
import { SilencePopover } from './SilencePopover';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '20px minmax(0, 1fr) auto',
      columnGap: 8,
      padding: '10px 12px',
      fontSize: 14,
      lineHeight: '20px',
      borderLeft: '3px solid',
      background: theme.palette.action.hover,
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: '20px minmax(0, 1fr)',
      },
    },
    icon: { paddingTop: 2 },
    name: { fontWeight: 600, overflowWrap: 'anywhere', marginRight: 8 },
    text: { margin: 0, wordBreak: 'keep-all', overflowWrap: 'anywhere' },
    after: { margin: 0, fontWeight: 600 },
    links: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '0 16px',
      marginTop: 4,
      fontSize: 13,
    },
    actions: {
      [theme.breakpoints.down('xs')]: { gridColumn: 2, marginTop: 8 },
    },
  }),
  { name: 'TitaniumAlertItem' },
);

/** Where a link of the platform may lead: a page of the web or of the portal. */
function safeLink(url: string | null): string | null {
  return url && /^(https?:\/\/|\/(?!\/))/i.test(url) ? url : null;
}

/** One alert: what, since when, after which deployment, and what to do about it. */
export function AlertItem(props: {
  alert: AlertRow;
  entityRef: string | undefined;
  /** The service it is of, where that is not plain. */
  service?: { name: string; href: string };
  /** The deployment just before it. */
  deployment?: Deployment;
  deploymentHref?: string;
  /** The Logs tab of the service. */
  logsHref?: string;
}) {
  const { alert, entityRef, service, deployment } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const span = useSpanWords();
  const classes = useStyles();
  const theme = useTheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const health = alertHealth(alert);
  const begin = alert.firingAt ?? alert.activeAt;
  const [silence] = alert.silences;
  const runbook = safeLink(alert.runbookUrl);
  return (
    <li
      className={classes.root}
      data-alert={alert.name}
      style={{ borderLeftColor: healthColor(theme, health) }}
    >
      <span className={classes.icon}>
        <StateIcon health={health} />
      </span>
      <div>
        <div>
          <span className={classes.name}>{visibleText(alert.name)}</span>
          <span>
            {t(`overview.alert.${alert.state}`)}{' '}
            <RelativeTime time={begin} form="age" />
            {service && (
              <>
                {' · '}
                <Link to={service.href} underline="always">
                  {service.name}
                </Link>
              </>
            )}
          </span>
        </div>
        {alert.summary && (
          <p className={classes.text}>{visibleText(alert.summary)}</p>
        )}
        {deployment && (
          <p className={classes.after}>
            {t('overview.alert.after', {
              version: visibleText(deployment.version),
              span: span(beginOf(alert) - deployment.time),
            })}
          </p>
        )}
        {silence && (
          <p className={classes.text}>
            {t('overview.alert.silencedBy', {
              who: visibleText(silence.by),
              why: visibleText(silence.comment),
            })}
          </p>
        )}
        <div className={classes.links}>
          {runbook && <Link to={runbook}>{t('overview.alert.runbook')}</Link>}
          {props.logsHref && (
            <>
              <Link
                to={`${props.logsHref}${logsSearch(beginOf(alert), 'errors')}`}
              >
                {t('metrics.marks.errors')}
              </Link>
              <Link to={`${props.logsHref}${logsSearch(beginOf(alert))}`}>
                {t('metrics.marks.logs')}
              </Link>
            </>
          )}
          {deployment && props.deploymentHref && (
            <Link to={props.deploymentHref}>
              {t('overview.alert.deployment')}
            </Link>
          )}
        </div>
      </div>
      <div className={classes.actions}>
        {alert.state === 'firing' && (
          <>
            <ActionControl
              label={t('overview.silence.action')}
              name={alert.name}
              request={silenceRequest(
                alert,
                60,
                t('overview.silence.asked'),
                entityRef,
              )}
              onAsk={setAnchor}
            />
            {anchor && (
              <SilencePopover
                alert={alert}
                entityRef={entityRef}
                anchor={anchor}
                onClose={() => setAnchor(null)}
              />
            )}
          </>
        )}
        {alert.state === 'silenced' && silence && (
          <ActionControl
            label={t('overview.silence.end')}
            name={alert.name}
            request={expireRequest(alert, silence.id, entityRef)}
          />
        )}
      </div>
    </li>
  );
}
