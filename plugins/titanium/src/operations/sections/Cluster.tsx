import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NamespaceRow,
  NodeRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  formatCpu,
  formatMemory,
  StateChip,
  TableColumn,
  UsageBar,
  useStreamView,
  VirtualTable,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { useRows } from '../../overview/useService';
import { titaniumTranslationRef } from '../../translation';
import { Section } from '../Section';
import { ViewNotice } from '../ViewNotice';

const CLUSTER = { topic: 'cluster', entityRef: null };

function byName<T extends { key: string }>(rows: readonly T[]) {
  return [...rows]
    .sort((a, b) => a.key.localeCompare(b.key))
    .map(row => ({ key: row.key, row }));
}

function useNodeColumns(): TableColumn<NodeRow>[] {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('operations.cluster.node'),
        track: 'minmax(64px, 1.5fr)',
        render: ({ name }) => name,
      },
      {
        id: 'status',
        header: t('operations.cluster.status'),
        track: 'minmax(96px, 1fr)',
        render: ({ health, status }) => (
          <StateChip health={health}>{status}</StateChip>
        ),
      },
      {
        id: 'cpu',
        header: t('pods.columns.cpu'),
        track: 'minmax(104px, 1fr)',
        render: ({ usage, allocatable }) => (
          <UsageBar
            name={t('pods.columns.cpu')}
            value={usage?.cpu ?? null}
            request={null}
            limit={allocatable.cpu}
            format={formatCpu}
            percent
          />
        ),
      },
      {
        id: 'memory',
        header: t('pods.columns.memory'),
        track: 'minmax(104px, 1fr)',
        from: 520,
        render: ({ usage, allocatable }) => (
          <UsageBar
            name={t('pods.columns.memory')}
            value={usage?.memory ?? null}
            request={null}
            limit={allocatable.memory}
            format={formatMemory}
            percent
          />
        ),
      },
      {
        id: 'pods',
        header: t('operations.cluster.pods'),
        track: '88px',
        from: 640,
        render: ({ pods, podCapacity }) =>
          podCapacity === null ? String(pods) : `${pods}/${podCapacity}`,
      },
      {
        id: 'version',
        header: t('pods.columns.version'),
        track: '96px',
        from: 860,
        render: ({ version }) => version,
      },
    ],
    [t],
  );
}

function useNamespaceColumns(): TableColumn<NamespaceRow>[] {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('operations.cluster.namespace'),
        track: 'minmax(128px, 1.5fr)',
        render: ({ name }) => name,
      },
      {
        id: 'pods',
        header: t('operations.cluster.pods'),
        track: 'minmax(136px, 1fr)',
        render: ({ pods, notReady }) =>
          notReady > 0 ? (
            <StateChip health="degraded">
              {t('operations.cluster.notReady', {
                pods: String(pods),
                notReady: String(notReady),
              })}
            </StateChip>
          ) : (
            String(pods)
          ),
      },
      {
        id: 'cpu',
        header: t('pods.columns.cpu'),
        track: 'minmax(96px, 1fr)',
        from: 560,
        render: ({ usage, requests }) => (
          <UsageBar
            name={t('pods.columns.cpu')}
            value={usage?.cpu ?? null}
            request={requests.cpu}
            limit={null}
            format={formatCpu}
          />
        ),
      },
      {
        id: 'memory',
        header: t('pods.columns.memory'),
        track: 'minmax(96px, 1fr)',
        from: 720,
        render: ({ usage, requests }) => (
          <UsageBar
            name={t('pods.columns.memory')}
            value={usage?.memory ?? null}
            request={requests.memory}
            limit={null}
            format={formatMemory}
          />
        ),
      },
    ],
    [t],
  );
}

/** Nodes and namespaces with what they use; for operators. */
export function Cluster() {
  const { view, connection, retry } = useStreamView(CLUSTER);
  const { t } = useTranslationRef(titaniumTranslationRef);
  const nodes = useRows<NodeRow>(view, 'nodes');
  const namespaces = useRows<NamespaceRow>(view, 'namespaces');
  const nodeItems = useMemo(() => byName(nodes), [nodes]);
  const namespaceItems = useMemo(() => byName(namespaces), [namespaces]);
  const nodeColumns = useNodeColumns();
  const namespaceColumns = useNamespaceColumns();
  if (nodes.length === 0 && namespaces.length === 0) {
    return (
      <Section title={t('operations.cluster.title')}>
        <ViewNotice
          view={view}
          connection={connection}
          module="kubernetes"
          forbidden={t('operations.cluster.forbidden')}
          onRetry={retry}
        />
      </Section>
    );
  }
  return (
    <>
      <Section title={t('operations.cluster.nodes')} count={nodes.length}>
        <VirtualTable
          label={t('operations.cluster.nodes')}
          items={nodeItems}
          columns={nodeColumns}
          maxHeight="40vh"
        />
      </Section>
      <Section
        title={t('operations.cluster.namespaces')}
        count={namespaces.length}
      >
        <VirtualTable
          label={t('operations.cluster.namespaces')}
          items={namespaceItems}
          columns={namespaceColumns}
          maxHeight="40vh"
        />
      </Section>
    </>
  );
}
