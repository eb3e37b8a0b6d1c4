import { Platform } from '../platforms/types';
import { startGrafana } from './server/server';

/** Grafana, as the platform runs it: its dashboards and its data sources. */
export const GRAFANA: Platform = {
  name: 'grafana',
  title: 'Grafana',
  defaultPort: 30300,
  start: startGrafana,
};
