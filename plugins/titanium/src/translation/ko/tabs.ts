import { Translated } from '@titanium-portal/backstage-plugin-titanium-react';
import { tabs as en } from '../en/tabs';

export const tabs: Translated<typeof en> = {
  pods: 'Pods로 이동',
  logs: 'Logs로 이동',
  metrics: 'Metrics로 이동',
  delivery: 'Delivery로 이동',
  runs: 'Runs로 이동',
};
