import {
  Health,
  RunState,
  StepState,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** How a state of a run or step is coloured. @public */
export function runHealth(state: RunState | StepState): Health {
  switch (state) {
    case 'succeeded':
      return 'healthy';
    case 'failed':
      return 'failed';
    case 'unknown':
      return 'degraded';
    case 'applying':
    case 'applied':
    case 'verifying':
      return 'progressing';
    case 'undone':
    case 'cancelled':
    case 'skipped':
      return 'paused';
    default:
      return 'unknown';
  }
}
