import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MiddleEllipsis,
  RelativeTime,
  TableColumn,
  TableItem,
  useFreshKeys,
  VirtualTable,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryResourceRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { useMemo } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { HealthCell, shortInfo, SyncCell } from './cells';

const SEVERITY = [
  'Missing',
  'Degraded',
  'Unknown',
  'Progressing',
  'Suspended',
  'Healthy',
];

function severity({ health, sync }: DeliveryResourceRow): number {
  const place = health ? SEVERITY.indexOf(health) : SEVERITY.length;
  return sync === 'OutOfSync' ? Math.min(place, 1.5) : place;
}

/** All objects in one table, what needs attention first. */
export function ResourceList(props: {
  rows: readonly DeliveryResourceRow[];
  known: Record<string, unknown> | undefined;
  selected: string | null;
  onOpen: (key: string) => void;
}) {
  const { rows, known, selected, onOpen } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const fresh = useFreshKeys(known, true);
  const columns = useMemo<TableColumn<DeliveryResourceRow>[]>(
    () => [
      {
        id: 'kind',
        header: t('delivery.resources.columns.kind'),
        track: 'minmax(88px, 1.4fr)',
        render: row => row.kind,
      },
      {
        id: 'name',
        header: t('delivery.resources.columns.name'),
        track: 'minmax(120px, 4fr)',
        render: row => <MiddleEllipsis text={row.name} tail={11} />,
      },
      {
        id: 'health',
        header: t('delivery.resources.columns.health'),
        track: 'minmax(104px, 1.2fr)',
        render: row => <HealthCell row={row} />,
      },
      {
        id: 'sync',
        header: t('delivery.resources.columns.sync'),
        track: 'minmax(104px, 1.2fr)',
        from: 480,
        render: row => <SyncCell row={row} />,
      },
      {
        id: 'info',
        header: t('delivery.resources.columns.info'),
        track: 'minmax(120px, 2fr)',
        from: 900,
        render: row => shortInfo(row),
      },
      {
        id: 'age',
        header: t('delivery.resources.columns.age'),
        track: '72px',
        from: 720,
        render: row =>
          row.createdAt ? (
            <RelativeTime time={row.createdAt} form="age" />
          ) : null,
      },
    ],
    [t],
  );
  const items = useMemo<TableItem<DeliveryResourceRow>[]>(
    () =>
      [...rows]
        .sort(
          (a, b) =>
            severity(a) - severity(b) ||
            a.kind.localeCompare(b.kind) ||
            a.name.localeCompare(b.name),
        )
        .map(row => ({ key: row.key, row })),
    [rows],
  );
  return (
    <VirtualTable<DeliveryResourceRow>
      label={t('delivery.resources.list')}
      items={items}
      columns={columns}
      onOpen={(_, key) => onOpen(key)}
      selectedKey={selected}
      freshKeys={fresh}
      maxHeight="max(320px, 60vh)"
    />
  );
}
