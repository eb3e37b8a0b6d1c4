import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatCpu,
  formatMemory,
  MiddleEllipsis,
  RelativeTime,
  TableColumn,
  UsageBar,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { PodItem } from '../model/rows';
import { ReadyCell, RestartsCell, StatusCell } from './cells';

/** The columns, most needed first; each comes when the table has room for it. */
export function usePodColumns(): readonly TableColumn<PodItem>[] {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return useMemo<TableColumn<PodItem>[]>(() => {
    const cpu = t('pods.columns.cpu');
    const memory = t('pods.columns.memory');
    return [
      {
        id: 'name',
        header: t('pods.columns.name'),
        track: 'minmax(120px, 6fr)',
        sortable: true,
        render: ({ pod }) => <MiddleEllipsis text={pod.name} tail={11} />,
      },
      {
        id: 'ready',
        header: t('pods.columns.ready'),
        track: '44px',
        sortable: true,
        render: ({ pod }) => <ReadyCell pod={pod} />,
      },
      {
        id: 'status',
        header: t('pods.columns.status'),
        track: 'minmax(136px, 2.4fr)',
        sortable: true,
        render: ({ pod }) => <StatusCell pod={pod} />,
      },
      {
        id: 'restarts',
        header: t('pods.columns.restarts'),
        track: 'minmax(104px, 1.6fr)',
        from: 560,
        sortable: true,
        render: ({ pod }) => <RestartsCell pod={pod} />,
      },
      {
        id: 'cpu',
        header: cpu,
        track: 'minmax(108px, 1.6fr)',
        from: 760,
        sortable: true,
        render: ({ pod, usage }) => (
          <UsageBar
            name={cpu}
            value={usage?.cpu ?? null}
            request={pod.requests.cpu}
            limit={pod.limits.cpu}
            format={formatCpu}
          />
        ),
      },
      {
        id: 'memory',
        header: memory,
        track: 'minmax(108px, 1.6fr)',
        from: 760,
        sortable: true,
        render: ({ pod, usage }) => (
          <UsageBar
            name={memory}
            value={usage?.memory ?? null}
            request={pod.requests.memory}
            limit={pod.limits.memory}
            format={formatMemory}
          />
        ),
      },
      {
        id: 'version',
        header: t('pods.columns.version'),
        track: 'minmax(72px, 1.2fr)',
        from: 1080,
        sortable: true,
        render: ({ pod }) => (
          <span title={visibleText(`${pod.image}:${pod.version}`)}>
            <MiddleEllipsis text={pod.version} tail={6} />
          </span>
        ),
      },
      {
        id: 'image',
        header: t('pods.columns.image'),
        track: 'minmax(140px, 3fr)',
        from: 1680,
        render: ({ pod }) => <MiddleEllipsis text={pod.image} tail={16} />,
      },
      {
        id: 'node',
        header: t('pods.columns.node'),
        track: 'minmax(72px, 1.2fr)',
        from: 920,
        sortable: true,
        render: ({ pod }) =>
          pod.node ? (
            <MiddleEllipsis text={pod.node} tail={8} />
          ) : (
            t('pods.noNode')
          ),
      },
      {
        id: 'ip',
        header: t('pods.columns.ip'),
        track: '112px',
        from: 1320,
        render: ({ pod }) =>
          pod.ip ? <MiddleEllipsis text={pod.ip} tail={15} /> : '–',
      },
      {
        id: 'age',
        header: t('pods.columns.age'),
        track: '64px',
        from: 440,
        sortable: true,
        align: 'right',
        render: ({ pod }) => <RelativeTime time={pod.createdAt} form="age" />,
      },
    ];
  }, [t]);
}
