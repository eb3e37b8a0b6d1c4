import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import {
  EmptyState,
  useFreshKeys,
  VirtualTable,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { filterPods } from './model/filter';
import { flatItems, groupItems, PodGroup } from './model/groups';
import { PodItem, PodsData } from './model/rows';
import { useOrderedPods } from './table/useOrderedPods';
import { usePodColumns } from './table/usePodColumns';
import { WorkloadHead } from './table/WorkloadHead';
import { PodsUrlState } from './urlState';

const TABLE_HEIGHT = 'max(360px, calc(100vh - 280px))';

/** The pods as the URL wants them shown. */
export function PodsTable(props: {
  data: PodsData;
  rows: Record<string, unknown> | undefined;
  state: PodsUrlState;
  onChange: (change: Partial<Omit<PodsUrlState, 'logs'>>) => void;
  entityRef: string;
  entityName: string;
}) {
  const { data, rows, state, onChange, entityRef, entityName } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const columns = usePodColumns();
  const [pointed, setPointed] = useState(false);
  const heads = useRef(new Map<string, PodGroup>());
  const fresh = useFreshKeys(rows, true);

  const filtered = state.query.trim() !== '' || state.show !== 'all';
  const matching = useMemo(
    () => filterPods(data.items.values(), state.query, state.show),
    [data, state.query, state.show],
  );
  const ordered = useOrderedPods(matching, state.sort, pointed);
  const items = state.grouped
    ? groupItems(data, ordered, {
        closed: state.closed,
        filtered,
        heads: heads.current,
      })
    : flatItems(ordered);

  const latest = useRef(state);
  latest.current = state;
  const toggle = useCallback(
    (id: string, expanded: boolean) => {
      const closed = new Set(latest.current.closed);
      if (expanded) closed.delete(id);
      else closed.add(id);
      onChange({ closed });
    },
    [onChange],
  );
  const renderGroup = useCallback(
    (group: PodGroup, expanded: boolean) => (
      <WorkloadHead
        group={group}
        expanded={expanded}
        entityRef={entityRef}
        onToggle={toggle}
      />
    ),
    [entityRef, toggle],
  );
  const selected = useMemo(() => {
    if (!state.pod) return null;
    for (const { pod } of data.items.values()) {
      if (pod.name === state.pod) return pod.key;
    }
    return null;
  }, [data, state.pod]);

  if (items.length === 0) {
    return (
      <EmptyState
        title={t('pods.empty.filtered')}
        actions={
          <Button
            size="small"
            variant="outlined"
            onClick={() => onChange({ query: '', show: 'all' })}
          >
            {t('pods.empty.showAll')}
          </Button>
        }
      >
        {t('pods.empty.filteredText', { number: String(data.items.size) })}
      </EmptyState>
    );
  }
  return (
    <div
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      <VirtualTable<PodItem, PodGroup>
        label={t('pods.label', { entity: entityName })}
        items={items}
        columns={columns}
        renderGroup={renderGroup}
        onToggleGroup={(key, expanded) => {
          const item = items.find(each => each.key === key);
          if (item && 'group' in item) toggle(item.group.id, expanded);
        }}
        onOpen={({ pod }) => onChange({ pod: pod.name })}
        selectedKey={selected}
        freshKeys={fresh}
        sort={state.sort ?? { column: 'name', descending: false }}
        onSort={sort => onChange({ sort })}
        maxHeight={TABLE_HEIGHT}
      />
    </div>
  );
}
