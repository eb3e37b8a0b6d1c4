import { PlatformName } from '../platforms/types';

export const PROMETHEUS_UID = 'prometheus';
export const LOKI_UID = 'loki';
/** Prometheus asks its targets this often. */
export const SCRAPE_MS = 15_000;

export type DataSourceType = 'prometheus' | 'loki';

/** A data source as the API lists it. */
export interface DataSource {
  id: number;
  uid: string;
  orgId: number;
  name: string;
  type: DataSourceType;
  typeName: string;
  typeLogoUrl: string;
  access: 'proxy';
  url: string;
  user: string;
  database: string;
  basicAuth: boolean;
  isDefault: boolean;
  jsonData: Record<string, unknown>;
  readOnly: boolean;
}

/** The data sources over the platforms that run. */
export function dataSources(
  urls: Readonly<Partial<Record<PlatformName, string>>>,
): DataSource[] {
  const common = {
    orgId: 1,
    access: 'proxy' as const,
    user: '',
    database: '',
    basicAuth: false,
    readOnly: true,
  };
  return [
    {
      id: 1,
      uid: PROMETHEUS_UID,
      name: 'Prometheus',
      type: 'prometheus',
      typeName: 'Prometheus',
      typeLogoUrl:
        '/public/app/plugins/datasource/prometheus/img/prometheus_logo.svg',
      url: urls.prometheus ?? '',
      isDefault: true,
      jsonData: { httpMethod: 'POST', timeInterval: `${SCRAPE_MS / 1000}s` },
      ...common,
    },
    {
      id: 2,
      uid: LOKI_UID,
      name: 'Loki',
      type: 'loki',
      typeName: 'Loki',
      typeLogoUrl: '/public/app/plugins/datasource/loki/img/loki_icon.svg',
      url: urls.loki ?? '',
      isDefault: false,
      jsonData: { maxLines: 1000 },
      ...common,
    },
  ];
}
