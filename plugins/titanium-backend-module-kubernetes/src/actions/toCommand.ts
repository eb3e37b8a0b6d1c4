import { printCommand } from '../grammar/print';
import { ActionDeps } from './deps';

/** The equivalent command; with the cluster's name only where there are several. */
export function toCommand(
  { clusters, probe }: ActionDeps,
  id: string,
  input: Readonly<Record<string, unknown>>,
): string {
  return printCommand(id, input, {
    withContext: clusters.names().length > 1,
    probeImage: probe.image,
  });
}
