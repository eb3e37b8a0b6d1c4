import { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  GRAFANA_DASHBOARD_SELECTOR_ANNOTATION,
  GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { prometheusSelector } from '../entities';
import { DashboardHit, GrafanaClient } from './GrafanaClient';
import { parseDashboardSelector } from './selector';
import { EntityHints } from './variables/resolveVariables';

const MAX_LISTED = 100;
const UID = /^[A-Za-z0-9_-]{1,128}$/;

function annotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name]?.trim() || undefined;
}

/** The annotation holds a uid, or the address of the dashboard. */
function overviewUid(entity: Entity): string | undefined {
  const text = annotation(entity, GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION);
  const uid = text && (/\/d\/([^/?#]+)/.exec(text)?.[1] ?? text);
  if (uid !== undefined && !UID.test(uid)) {
    throw new InputError(
      `The annotation ${GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION} holds neither a uid nor the address of a dashboard`,
    );
  }
  return uid;
}

/**
 * Dashboards of an entity, the overview first. Throws `InputError` with the line to add when it has no annotation of
 * Grafana's.
 */
export async function dashboardsOf(
  client: GrafanaClient,
  entity: Entity,
): Promise<DashboardHit[]> {
  const text = annotation(entity, GRAFANA_DASHBOARD_SELECTOR_ANNOTATION);
  const overview = overviewUid(entity);
  if (text === undefined && overview === undefined) {
    throw Object.assign(
      new InputError(
        `The entity has no annotation ${GRAFANA_DASHBOARD_SELECTOR_ANNOTATION}. Add to its metadata.annotations: "${GRAFANA_DASHBOARD_SELECTOR_ANNOTATION}: <tag>"`,
      ),
      { code: 'missing-annotation' },
    );
  }
  const selector =
    text === undefined ? undefined : parseDashboardSelector(text);
  const hits = selector ? await client.search(selector.tag) : [];
  const found = hits.filter(each => selector!.matches(each));
  if (overview !== undefined && !found.some(({ uid }) => uid === overview)) {
    try {
      const { uid, title, tags } = await client.dashboard(overview);
      found.push({ uid, title, tags });
    } catch (error) {
      // A dashboard that was deleted must not hide the others.
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
    }
  }
  return found
    .sort(
      (a, b) =>
        Number(b.uid === overview) - Number(a.uid === overview) ||
        a.title.localeCompare(b.title, 'en'),
    )
    .slice(0, MAX_LISTED);
}

/** Throws `NotFoundError` for any dashboard that is not the entity's: unknown and foreign ones look alike. */
export async function requireDashboardOf(
  client: GrafanaClient,
  entity: Entity,
  uid: string,
): Promise<void> {
  const own = await dashboardsOf(client, entity);
  if (!own.some(each => each.uid === uid)) {
    throw new NotFoundError(
      'There is no such dashboard among those of this entity',
    );
  }
}

/** What is chosen first in the variables of an entity's dashboards. */
export function hintsOf(entity: Entity): EntityHints {
  const { matchers, namespace } = prometheusSelector(entity);
  const id = annotation(entity, KUBERNETES_ID_ANNOTATION);
  const names = [
    id,
    ...matchers
      .filter(({ name, op }) => name !== 'namespace' && op === '=')
      .map(({ value }) => value),
    entity.metadata.name,
    id && `${id}-deployment`,
  ];
  return { namespace, names: names.filter(name => name !== undefined) };
}
