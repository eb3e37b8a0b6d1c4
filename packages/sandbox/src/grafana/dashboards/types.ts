/** The parts of Grafana's dashboard JSON that the platform's dashboards use. */
export interface DashboardJson {
  uid: string;
  title: string;
  tags: string[];
  schemaVersion: 39;
  panels: PanelJson[];
  templating: { list: VariableJson[] };
  [field: string]: unknown;
}

export interface PanelJson {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  [field: string]: unknown;
}

export interface VariableJson {
  name: string;
  type: 'query';
  [field: string]: unknown;
}

/** One query of a panel. */
export interface TargetJson {
  refId: string;
  expr: string;
  legendFormat?: string;
  instant?: boolean;
  [field: string]: unknown;
}
