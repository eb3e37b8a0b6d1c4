import type { V1Pod, V1Volume } from '@kubernetes/client-node';
import { podRow } from '../../views/pods/podRow';
import { containerTable } from './podTemplate';
import { Details, fact, section } from './sections';

function volumeSource(volume: V1Volume): string {
  if (volume.secret) return `secret ${volume.secret.secretName}`;
  if (volume.configMap) return `config map ${volume.configMap.name}`;
  if (volume.persistentVolumeClaim) {
    return `claim ${volume.persistentVolumeClaim.claimName}`;
  }
  return Object.keys(volume).find(key => key !== 'name') ?? '';
}

/** A pod: its state in kubectl's words, containers with their last ends, volumes. */
export function describePod(pod: V1Pod): Details {
  const row = podRow(pod, { cluster: '', workload: null });
  const { spec, status } = pod;
  return {
    facts: [
      ...fact('Status', row.status),
      ...fact('Message', row.message),
      ...fact('Ready', `${row.readyContainers}/${row.totalContainers}`),
      ...fact('Restarts', row.restarts),
      ...fact('Node', row.node),
      ...fact('IP', row.ip),
      ...fact('Service account', spec?.serviceAccountName),
      ...fact('QoS class', status?.qosClass),
      ...fact('Priority class', spec?.priorityClassName),
      ...fact('Started', status?.startTime && String(status.startTime)),
    ],
    sections: [
      section(
        'Containers',
        [
          'Name',
          'State',
          'Since:time',
          'Ready',
          'Restarts:number',
          'Last end',
          'Ended:time',
          'Message',
        ],
        row.containers.map(container => ({
          cells: [
            container.init ? `${container.name} (init)` : container.name,
            container.state,
            container.since,
            container.ready ? 'yes' : 'no',
            container.restarts,
            container.lastTermination &&
              `${container.lastTermination.reason} (${container.lastTermination.exitCode})`,
            container.lastTermination?.finishedAt,
            container.message,
          ],
        })),
      ),
      ...(spec ? [containerTable('Specification', spec)] : []),
      ...(spec?.volumes?.length
        ? [
            section(
              'Volumes',
              ['Name', 'Source'],
              spec.volumes.map(volume => ({
                cells: [volume.name, volumeSource(volume)],
              })),
            ),
          ]
        : []),
    ],
  };
}
