import { startHttpServer } from '../platforms/httpServer';
import { Platform } from '../platforms/types';
import { Alerts } from './alerts';
import { createApi } from './api';
import { Silences } from './silences';

/** The platform's Alertmanager: it holds what Prometheus sends, and the silences. */
export const alertmanager: Platform = {
  name: 'alertmanager',
  title: 'Alertmanager',
  defaultPort: 9093,
  start({ world, port, warn }) {
    const now = () => world.clock.now();
    const silences = new Silences(now);
    const alerts = new Alerts(now, silences);
    return startHttpServer({
      port,
      faults: world.faults.alertmanager,
      now,
      handle: createApi({ alerts, silences, now }),
      onError: error => warn(`Alertmanager: ${error}`),
    });
  },
};
