import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ActionControl } from '../../pods/actions/ActionControl';
import { titaniumTranslationRef } from '../../translation';
import { DeliveryData } from '../model/data';
import { isRunning } from '../model/health';
import {
  ApplicationRef,
  pauseRequest,
  refreshRequest,
  restoreRequest,
  syncRequest,
  terminateRequest,
} from '../model/requests';
import { AutoSyncPolicy } from '../model/autoSync';
import { MoreMenu } from './MoreMenu';

const useStyles = makeStyles(
  { root: { display: 'inline-flex', flexWrap: 'wrap', gap: 8 } },
  { name: 'TitaniumDeliveryActions' },
);

/** What can be done with the application, each through its plan. */
export function DeliveryActions(props: {
  data: DeliveryData;
  target: ApplicationRef;
  /** What restoring auto-sync would restore. */
  policy: AutoSyncPolicy;
}) {
  const { data, target, policy } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { application, operation } = data;
  if (!application) return null;
  const { name } = application;
  const running = isRunning(operation);
  return (
    <span className={classes.root}>
      <ActionControl
        label={t('delivery.actions.sync')}
        name={name}
        request={syncRequest(target)}
      />
      <ActionControl
        label={t('delivery.actions.refresh')}
        name={name}
        request={refreshRequest(target, false)}
      />
      <MoreMenu
        name={name}
        url={application.url}
        items={[
          {
            id: 'hard-refresh',
            label: t('delivery.actions.hardRefresh'),
            request: refreshRequest(target, true),
          },
          {
            id: 'dry-run',
            label: t('delivery.actions.dryRun'),
            request: syncRequest(target, { dryRun: true }),
          },
          {
            id: 'prune',
            label: t('delivery.actions.syncPrune'),
            request: syncRequest(target, { prune: true }),
          },
          ...(running
            ? [
                {
                  id: 'terminate',
                  label: t('delivery.actions.terminate'),
                  request: terminateRequest(target),
                },
              ]
            : []),
          application.autoSync.enabled
            ? {
                id: 'pause',
                label: t('delivery.actions.pause'),
                request: pauseRequest(target),
              }
            : {
                id: 'restore',
                label: t('delivery.actions.restore'),
                request: restoreRequest(target, policy),
              },
        ]}
      />
    </span>
  );
}
