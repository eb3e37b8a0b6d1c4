import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { Platforms } from './common';
import { createContextRead } from './context';
import { createHistogramRead } from './histogram';
import { createLabelsRead } from './labels';
import { createQueryRead } from './query';
import { createStatsRead } from './stats';

/** All reads of logs. */
export function createLogReads(platforms: Platforms): Read<any>[] {
  return [
    createQueryRead(platforms),
    createHistogramRead(platforms),
    createLabelsRead(platforms),
    createContextRead(platforms),
    createStatsRead(platforms),
  ];
}
