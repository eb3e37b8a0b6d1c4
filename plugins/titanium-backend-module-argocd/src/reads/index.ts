import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { ArgoInstances } from '../instances';
import { diffRead } from './diff';
import { getRead, resourcesRead } from './get';
import { historyRead } from './history';
import { listRead } from './list';

/** The reads, each to be registered with its own input type. */
export function createReads(instances: ArgoInstances): Read[] {
  return [
    listRead(instances),
    getRead(instances),
    historyRead(instances),
    resourcesRead(instances),
    diffRead(instances),
  ] as unknown as Read[];
}
