import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';

/** Sources of use are told apart: without them pods are as current as ever. */
export function splitStatus(status: ViewStatus): {
  platforms: ViewStatus;
  usage: ViewStatus;
} {
  const entries = Object.entries(status);
  const isUsage = ([key]: [string, unknown]) => key.startsWith('metrics:');
  return {
    platforms: Object.fromEntries(entries.filter(entry => !isUsage(entry))),
    usage: Object.fromEntries(entries.filter(isUsage)),
  };
}
