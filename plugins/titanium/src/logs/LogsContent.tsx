import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { TimeRangeProvider } from '../time';
import { LogsPage } from './LogsPage';

/** The Logs tab of an entity's page. */
export function LogsContent() {
  const { entity } = useEntity();
  return (
    <TimeRangeProvider>
      <LogsPage key={stringifyEntityRef(entity)} entity={entity} />
    </TimeRangeProvider>
  );
}
