import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { KUBERNETES_NAMESPACE_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { useMemo } from 'react';
import { titaniumTranslationRef } from '../translation';
import { PlanProvider } from './actions/PlanContext';
import { PodDrawer } from './drawer/PodDrawer';
import { LiveRegion } from './LiveRegion';
import { countPods } from './model/filter';
import { statusOf } from './model/sources';
import { PodsNotice } from './PodsNotice';
import { PodsTable } from './PodsTable';
import { PodsToolbar } from './PodsToolbar';
import { usePodsUrlState } from './urlState';
import { usePods } from './usePods';

/** The Pods tab of an entity's page. */
export function PodsContent() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const entityName = entity.metadata.name;
  const { view, data, connection, retry } = usePods(entityRef);
  const [state, change] = usePodsUrlState();
  const counts = useMemo(() => countPods(data.items.values()), [data]);
  const empty = data.items.size === 0 && data.workloads.size === 0;
  // Without any data the reason takes the table's place; with data it stays readable, unless it may no longer be read.
  const refused = view.refused?.code;
  const noticed = empty || (refused !== undefined && refused !== 'failed');
  return (
    <PlanProvider>
      <section
        data-titanium="pods"
        aria-label={t('pods.label', { entity: entityName })}
      >
        <PodsToolbar
          query={state.query}
          onQuery={query => change({ query })}
          show={state.show}
          onShow={show => change({ show })}
          counts={counts}
          grouped={state.grouped}
          onGrouped={grouped => change({ grouped })}
          connection={connection}
          status={statusOf(view, connection)}
          quiet={noticed && refused !== undefined}
          onRetry={retry}
        />
        {noticed ? (
          <PodsNotice
            view={view}
            connection={connection}
            entityName={entityName}
            namespace={
              entity.metadata.annotations?.[KUBERNETES_NAMESPACE_ANNOTATION] ??
              'default'
            }
            onRetry={retry}
          />
        ) : (
          <PodsTable
            data={data}
            rows={view.collections.pods}
            state={state}
            onChange={change}
            entityRef={entityRef}
            entityName={entityName}
          />
        )}
        <LiveRegion data={data} ready={view.ready} />
        {(refused === undefined || refused === 'failed') && (
          <PodDrawer
            data={data}
            ready={view.ready}
            state={state}
            onChange={change}
            entityRef={entityRef}
          />
        )}
      </section>
    </PlanProvider>
  );
}
