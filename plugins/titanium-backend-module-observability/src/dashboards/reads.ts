import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  DashboardListResult,
  DashboardResult,
  FramesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionContext,
  Read,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { platformsOf, prometheusSelector } from '../entities';
import {
  clientOf,
  clusterName,
  entityOf,
  ObservabilityDeps,
} from '../shared/deps';
import { rangeSchema, resolveRange } from '../shared/range';
import { ShortCache } from '../shared/ShortCache';
import { dashboardsOf, hintsOf, requireDashboardOf } from './entityDashboards';
import { GRAFANA_CLOCK_PATH, GrafanaClient } from './GrafanaClient';
import { durationMs } from './intervals';
import { DashboardModel } from './model';
import { askPanel, panelTimes } from './panels/panelData';
import { describePanel, placePanels } from './panels/panels';
import { datasourceUid } from './variables/options';
import { resolveVariables } from './variables/resolveVariables';

const uid = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, 'is no uid');

const listInput = z.object({ cluster: clusterName }).strict();
const dashboardInput = z.object({ cluster: clusterName, uid }).strict();
const panelInput = z
  .object({
    cluster: clusterName,
    uid,
    panel: z.number().int().min(0).max(2_147_483_647),
    range: rangeSchema,
    width: z.number().int().min(50).max(8000),
    variables: z.record(
      z.string().max(200),
      z.array(z.string().max(1000)).max(200),
    ),
  })
  .strict();

type ListInput = z.infer<typeof listInput>;
type DashboardInput = z.infer<typeof dashboardInput>;
type PanelInput = z.infer<typeof panelInput>;

/** Widths within one step draw the same points. */
const WIDTH_STEP = 200;
const HOUR_MS = 3_600_000;

/** Dashboards of one portal's entities; one client a cluster, whose answers all readers share. */
export class DashboardReads {
  private readonly clients = new Map<string, GrafanaClient>();
  private readonly panels = new ShortCache<FramesResult>({
    ttlMs: 3_000,
    maxEntries: 500,
  });

  constructor(private readonly deps: ObservabilityDeps) {}

  list(): Read<ListInput> {
    return {
      id: 'grafana.dashboards',
      title: 'Dashboards',
      description: 'Grafana dashboards of a service',
      input: listInput,
      target: (input, context) => this.target(input.cluster, context),
      run: async ({ cluster }, { entity }): Promise<DashboardListResult> => {
        const client = this.client(cluster);
        const items = await dashboardsOf(client, entityOf(entity));
        return {
          type: 'dashboards',
          items: items.map(({ uid: id, title, tags }) => ({
            uid: id,
            title,
            tags,
            url: this.url(cluster, id),
          })),
        };
      },
      toCommand: () => 'curl "$GRAFANA_URL/api/search?type=dash-db"',
    };
  }

  dashboard(): Read<DashboardInput> {
    return {
      id: 'grafana.dashboard',
      title: 'Dashboard',
      description: 'A Grafana dashboard of a service, with its variables',
      input: dashboardInput,
      target: (input, context) => this.target(input.cluster, context),
      run: async (
        { cluster, uid: id },
        { entity, signal },
      ): Promise<DashboardResult> => {
        const client = this.client(cluster);
        const own = entityOf(entity);
        await requireDashboardOf(client, own, id);
        const model = await client.dashboard(id);
        const now = await client.now(signal);
        const variables = await this.variables(
          cluster,
          model,
          own,
          {},
          { from: now, now },
        );
        const url = this.url(cluster, id);
        return {
          type: 'dashboard',
          uid: id,
          title: model.title,
          url,
          variables: variables
            .filter(({ hidden }) => !hidden)
            .map(({ name, label, options, current, multi }) => ({
              name,
              label,
              options,
              current,
              multi,
            })),
          panels: placePanels(model).map(each => describePanel(each, url)),
          refresh:
            typeof model.refresh === 'string' && durationMs(model.refresh)
              ? durationMs(model.refresh)! / 1000
              : null,
        };
      },
      toCommand: ({ uid: id }) =>
        `curl "$GRAFANA_URL/api/dashboards/uid/${id}"`,
    };
  }

  panel(): Read<PanelInput & JsonObject> {
    return {
      id: 'grafana.panel',
      title: 'Panel',
      description: 'The data of one panel of a Grafana dashboard',
      input: panelInput,
      target: (input, context) => this.target(input.cluster, context),
      run: (input, context) => this.panelData(input, context),
      toCommand: ({ uid: id, panel }) =>
        `curl "$GRAFANA_URL/api/dashboards/uid/${id}" # panel ${panel}`,
    };
  }

  private async panelData(
    input: PanelInput,
    { entity, signal }: ActionContext,
  ): Promise<FramesResult> {
    const { cluster, uid: id } = input;
    const client = this.client(cluster);
    const own = entityOf(entity);
    await requireDashboardOf(client, own, id);
    const model = await client.dashboard(id);
    const panel = placePanels(model).find(
      each => (each.panel.id ?? 0) === input.panel,
    )?.panel;
    if (!panel) {
      throw new NotFoundError('There is no such panel in this dashboard');
    }
    const range = await resolveRange(
      client.http,
      GRAFANA_CLOCK_PATH,
      input.range,
      signal,
    );
    const sources = await client.datasources();
    const now = await client.now(signal);
    const resolved = await this.variables(
      cluster,
      model,
      own,
      input.variables,
      { from: range.from, now },
    );
    const variables = new Map(
      resolved.map(({ name, chosen }) => [name, chosen]),
    );
    const source = sources.find(
      each =>
        each.uid ===
        datasourceUid(
          panel.targets?.[0]?.datasource ?? panel.datasource,
          variables,
          sources,
        ),
    );
    const width = Math.ceil(input.width / WIDTH_STEP) * WIDTH_STEP;
    const times = panelTimes(range, width, panel, source);
    const key = JSON.stringify([
      cluster,
      id,
      model.version ?? null,
      input.panel,
      times,
      [...variables],
    ]);
    return this.panels.get(key, () =>
      askPanel(client, { panel, times, variables, sources }),
    );
  }

  private async variables(
    cluster: string,
    model: DashboardModel,
    entity: Parameters<typeof hintsOf>[0],
    asked: Record<string, string[]>,
    time: { from: number; now: number },
  ) {
    const grafana = this.client(cluster);
    return resolveVariables(model, asked, hintsOf(entity), {
      sources: await grafana.datasources(),
      source: {
        grafana,
        prometheus: platformsOf(this.deps.platforms, cluster).prometheus,
        // Never less than the last hour, so that what was offered for it stays valid.
        range: { from: Math.min(time.from, time.now - HOUR_MS), to: time.now },
      },
    });
  }

  private async target(cluster: string, { entity }: ActionContext) {
    this.client(cluster);
    const { namespace } = prometheusSelector(entityOf(entity));
    return { cluster, namespace, kind: 'dashboard', name: null };
  }

  private client(cluster: string): GrafanaClient {
    const http = clientOf(this.deps, cluster, 'grafana');
    const known = this.clients.get(cluster) ?? new GrafanaClient(http);
    this.clients.set(cluster, known);
    return known;
  }

  private url(cluster: string, id: string): string | null {
    const { grafanaUrl } = platformsOf(this.deps.platforms, cluster);
    return grafanaUrl && `${grafanaUrl.replace(/\/+$/, '')}/d/${id}`;
  }
}
