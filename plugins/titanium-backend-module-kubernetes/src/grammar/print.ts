import {
  printApply,
  printAutoscaler,
  printCreateJob,
  printEdit,
  printProbe,
  printReveal,
  printSecretUpdate,
  printSetImage,
} from './print/changes';
import { Print, Printer, PrintOptions } from './print/Printer';
import {
  printCanI,
  printDescribe,
  printEvents,
  printGet,
  printLogs,
  printTop,
} from './print/reads';
import { printRollout } from './print/rollout';

export type { PrintOptions };

const PRINTS: ReadonlyMap<string, Print> = new Map([
  ['kubernetes.get', printGet],
  ['kubernetes.describe', printDescribe],
  ['kubernetes.logs', printLogs],
  ['kubernetes.top', printTop],
  ['kubernetes.events', printEvents],
  ['kubernetes.rollout.status', printRollout('status', '--revision')],
  ['kubernetes.rollout.history', printRollout('history', '--revision')],
  [
    'kubernetes.cluster.info',
    (printer: Printer, options: PrintOptions) =>
      printer.add('cluster-info').place(options),
  ],
  ['kubernetes.workload.restart', printRollout('restart')],
  ['kubernetes.workload.undo', printRollout('undo', '--to-revision')],
  [
    'kubernetes.workload.scale',
    (printer: Printer, options: PrintOptions) =>
      printer
        .add('scale', `${printer.text('kind')}/${printer.text('name')}`)
        .place(options)
        .value('--replicas', 'replicas')
        .value('--current-replicas', 'currentReplicas'),
  ],
  ['kubernetes.workload.setImage', printSetImage],
  ['kubernetes.rollout.pause', printRollout('pause')],
  ['kubernetes.rollout.resume', printRollout('resume')],
  ['kubernetes.cronjob.run', printCreateJob],
  ['kubernetes.network.probe', printProbe],
  ['kubernetes.manifest.apply', printApply],
  ['kubernetes.autoscaler.edit', printAutoscaler],
  ['kubernetes.object.edit', printEdit],
  ['kubernetes.secret.reveal', printReveal],
  ['kubernetes.secret.update', printSecretUpdate],
  ['kubernetes.auth.canI', printCanI],
  [
    'istio.describe',
    (printer: Printer, options: PrintOptions) =>
      printer
        .add('x', 'describe', printer.text('kind')!, printer.text('name')!)
        .place(options),
  ],
  [
    'istio.analyze',
    (printer: Printer, options: PrintOptions) =>
      printer.add('analyze').place(options, { none: '-A' }),
  ],
  [
    'kubernetes.pod.delete',
    (printer: Printer, options: PrintOptions) =>
      printer.add('delete', 'pod', printer.text('name')!).place(options),
  ],
]);

/**
 * The equivalent command line of an action or read with its normalised input. Reading it with `kubectlGrammar`
 * or `istioctlGrammar` gives the same input again. Throws for an id that is none of theirs.
 * @public
 */
export function printCommand(
  id: string,
  input: Readonly<Record<string, unknown>>,
  options: PrintOptions = {},
): string {
  const print = PRINTS.get(id);
  if (!print) {
    throw new Error(`No command is known for ${id}`);
  }
  const tool = id.startsWith('istio.') ? 'istioctl' : 'kubectl';
  return print(new Printer(input, tool), options).toString();
}
