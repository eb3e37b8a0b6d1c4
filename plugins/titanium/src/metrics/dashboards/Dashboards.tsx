import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DashboardResult,
  GRAFANA_DASHBOARD_SELECTOR_ANNOTATION,
  GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  EmptyState,
  MissingAnnotation,
  SkeletonRows,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { useTimeRange } from '../../time';
import type { Mark } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { Problem } from '../Problem';
import { problemKind } from '../problems';
import { StaleNote } from '../StaleNote';
import { useKeptRead } from '../useKeptRead';
import { DashboardBar } from './DashboardBar';
import { PanelGrid } from './PanelGrid';
import { useDashboardUrlState } from './urlState';

/**
 * Only values that the dashboard offers are sent: a link may name others. A variable that knows this entity begins with
 * it, so that the page of one service does not show another's numbers.
 */
function chosen(
  dashboard: DashboardResult,
  wanted: Record<string, string[]>,
  id: string | undefined,
): Record<string, string[]> {
  return Object.fromEntries(
    dashboard.variables.map(({ name, options, current }) => {
      const known = wanted[name]?.filter(value =>
        options.some(option => option.value === value),
      );
      const own =
        id !== undefined && options.some(({ value }) => value === id)
          ? [id]
          : current;
      return [name, known?.length ? known : own];
    }),
  );
}

/** The dashboards that the entity's annotation selects, drawn from Grafana's own panels. */
export function Dashboards(props: {
  entity: Entity;
  cluster: string | null;
  marks: readonly Mark[];
  onMarks: (marks: Mark[], anchor: HTMLElement) => void;
}) {
  const { entity, cluster, marks, onMarks } = props;
  const { round } = useTimeRange();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const url = useDashboardUrlState();
  const entityRef = stringifyEntityRef(entity);
  const annotations = entity.metadata.annotations ?? {};
  const bound =
    GRAFANA_DASHBOARD_SELECTOR_ANNOTATION in annotations ||
    GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION in annotations;
  const listRead = useKeptRead(
    cluster !== null && bound
      ? { action: { id: 'grafana.dashboards', input: { cluster } }, entityRef }
      : null,
    // The list changes rarely; a failure is tried again by itself.
    0,
  );
  const list = listRead.answer?.result;
  const items = list?.type === 'dashboards' ? list.items : undefined;
  const overview = annotations[GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION];
  const wanted = url.uid ?? overview;
  const uid = (items?.find(item => item.uid === wanted) ?? items?.[0])?.uid;
  const read = useKeptRead(
    cluster !== null && uid !== undefined
      ? {
          action: { id: 'grafana.dashboard', input: { cluster, uid } },
          entityRef,
        }
      : null,
    round,
  );
  const answered = read.answer?.result;
  const dashboard =
    answered?.type === 'dashboard' && answered.uid === uid
      ? answered
      : undefined;
  // A dashboard read again is the same one unless it was edited: panels keep their data.
  const text = dashboard && JSON.stringify(dashboard);
  const stable = useMemo(
    () => (text ? (JSON.parse(text) as DashboardResult) : undefined),
    [text],
  );
  const id = annotations[KUBERNETES_ID_ANNOTATION];
  const variables = useMemo(
    () => (stable ? chosen(stable, url.variables, id) : {}),
    [stable, url.variables, id],
  );
  const request = useMemo(
    () =>
      cluster !== null && uid !== undefined
        ? { cluster, uid, entityRef, variables }
        : null,
    [cluster, uid, entityRef, variables],
  );

  if (!bound) {
    return (
      <MissingAnnotation
        entity={entity.metadata.name}
        annotation={GRAFANA_DASHBOARD_SELECTOR_ANNOTATION}
        value={entity.metadata.name}
      />
    );
  }
  if (!items) {
    if (!listRead.error) return <SkeletonRows rows={4} />;
    return problemKind(listRead.error) === 'not-installed' ? (
      <EmptyState title={t('metrics.dashboards.noGrafana')}>
        {t('metrics.dashboards.noGrafanaText')} {listRead.error.message}
      </EmptyState>
    ) : (
      <Problem
        error={listRead.error}
        entity={entity}
        title={t('metrics.dashboards.failed')}
        platform="Grafana"
        onRetry={listRead.again}
      />
    );
  }
  if (uid === undefined) {
    return (
      <EmptyState
        title={t('metrics.dashboards.none')}
        line={`${GRAFANA_DASHBOARD_SELECTOR_ANNOTATION}: ${
          annotations[GRAFANA_DASHBOARD_SELECTOR_ANNOTATION] ?? ''
        }`}
      >
        {t('metrics.dashboards.noneText')}
      </EmptyState>
    );
  }
  return (
    <section aria-label={t('metrics.dashboards.title')}>
      <DashboardBar
        items={items}
        uid={uid}
        dashboard={stable}
        variables={variables}
        onDashboard={url.setDashboard}
        onVariable={url.setVariable}
      />
      <StaleNote read={listRead.error ? listRead : read} />
      {!stable && read.error && (
        <Problem
          error={read.error}
          entity={entity}
          title={t('metrics.dashboards.failed')}
          platform="Grafana"
          onRetry={read.again}
        />
      )}
      {!stable && !read.error && <SkeletonRows rows={8} />}
      {stable && request && (
        <PanelGrid
          // Another dashboard's panels have nothing to keep.
          key={uid}
          panels={stable.panels}
          request={request}
          marks={marks}
          onMarks={onMarks}
        />
      )}
    </section>
  );
}
