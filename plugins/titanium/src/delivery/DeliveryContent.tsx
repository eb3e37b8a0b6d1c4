import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { entityRouteParams, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  Freshness,
  KeyboardHelp,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import {
  ARGOCD_APP_NAME_ANNOTATION,
  KUBERNETES_CLUSTER_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ReactNode, useMemo } from 'react';
import { PlanProvider } from '../pods/actions/PlanContext';
import { statusOf } from '../pods/model/sources';
import { titaniumTranslationRef } from '../translation';
import { DeliveryNotice } from './DeliveryNotice';
import { Banners } from './head/Banners';
import { DeliveryActions } from './head/DeliveryActions';
import { DeliveryHead } from './head/DeliveryHead';
import { usePausedAutoSync } from './head/usePausedAutoSync';
import { HistoryPanel } from './history/HistoryPanel';
import { PLAIN_POLICY } from './model/autoSync';
import { DeliveryData, deliveryData } from './model/data';
import { refOf } from './model/requests';
import { OperationPanel } from './operation/OperationPanel';
import { OutOfSyncPanel } from './panels/OutOfSyncPanel';
import { TimelinePanel } from './panels/TimelinePanel';
import { WindowsPanel } from './panels/WindowsPanel';
import { ResourceDrawer } from './resources/ResourceDrawer';
import { ResourcesPanel } from './resources/ResourcesPanel';
import { RolloutsPanel } from './rollouts/RolloutsPanel';
import {
  DeliveryUrlState,
  DeliveryChange,
  useDeliveryUrlState,
} from './urlState';

const useStyles = makeStyles(
  {
    root: { minWidth: 0 },
    freshness: { display: 'inline-flex', alignItems: 'center', gap: 8 },
    bar: {
      display: 'flex',
      justifyContent: 'flex-end',
      gap: 8,
      minHeight: 32,
    },
  },
  { name: 'TitaniumDelivery' },
);

function Parts(props: {
  data: DeliveryData;
  known: Record<string, unknown> | undefined;
  ready: boolean;
  state: DeliveryUrlState;
  onChange: DeliveryChange;
  entityRef: string;
  cluster: string | undefined;
  page: string;
  freshness: ReactNode;
}) {
  const { data, known, ready, state, onChange, entityRef, cluster } = props;
  const application = data.application!;
  const target = useMemo(
    () => refOf(application, cluster, entityRef),
    [application, cluster, entityRef],
  );
  const paused = usePausedAutoSync(application, entityRef);
  return (
    <>
      <DeliveryHead
        data={data}
        freshness={props.freshness}
        actions={
          <DeliveryActions
            data={data}
            target={target}
            policy={paused?.policy ?? PLAIN_POLICY}
          />
        }
      />
      <Banners data={data} target={target} paused={paused} />
      {data.operation && (
        <OperationPanel operation={data.operation} target={target} />
      )}
      <HistoryPanel
        history={data.history}
        target={target}
        open={state.history}
        onOpen={history => onChange({ history })}
      />
      <RolloutsPanel entityRef={entityRef} />
      <OutOfSyncPanel data={data} target={target} />
      <ResourcesPanel
        resources={data.resources}
        known={known}
        state={state}
        onChange={onChange}
      />
      <WindowsPanel windows={data.windows} />
      <TimelinePanel kind={state.marks} onKind={marks => onChange({ marks })} />
      <ResourceDrawer
        row={data.resources.find(({ key }) => key === state.resource)}
        resource={state.resource}
        ready={ready}
        target={target}
        page={props.page}
        onClose={() => onChange({ resource: null })}
      />
    </>
  );
}

/** The Delivery tab of an entity's page. */
export function DeliveryContent() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const entityRef = stringifyEntityRef(entity);
  const { name } = entity.metadata;
  const annotations = entity.metadata.annotations ?? {};
  const { view, connection, retry } = useStreamView({
    topic: 'delivery',
    entityRef,
  });
  const data = useMemo(
    () => deliveryData(view.collections),
    [view.collections],
  );
  const [state, change] = useDeliveryUrlState();
  const refused = view.refused?.code;
  // Without any data the reason takes its place; with data it stays readable, unless it may no longer be read.
  const noticed =
    data.application === null ||
    (refused !== undefined && refused !== 'failed');
  const params = entityRouteParams(entity);
  const freshness = (
    <span className={classes.freshness}>
      {!(noticed && refused !== undefined) && (
        <Freshness
          connection={connection}
          status={statusOf(view, connection)}
          onRetry={retry}
        />
      )}
      <KeyboardHelp />
    </span>
  );
  return (
    <PlanProvider>
      <section
        className={classes.root}
        data-titanium="delivery"
        aria-label={t('delivery.label', { entity: name })}
      >
        {noticed ? (
          <>
            <div className={classes.bar}>{freshness}</div>
            <DeliveryNotice
              view={view}
              connection={connection}
              entityName={name}
              application={annotations[ARGOCD_APP_NAME_ANNOTATION] ?? name}
              onRetry={retry}
            />
          </>
        ) : (
          <Parts
            data={data}
            known={view.collections.resources}
            ready={view.ready}
            state={state}
            onChange={change}
            entityRef={entityRef}
            cluster={annotations[KUBERNETES_CLUSTER_ANNOTATION]}
            page={`/catalog/${params.namespace}/${params.kind}/${params.name}`}
            freshness={freshness}
          />
        )}
      </section>
    </PlanProvider>
  );
}
