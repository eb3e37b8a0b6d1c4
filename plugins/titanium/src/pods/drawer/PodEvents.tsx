import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { PodRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../../translation';
import { DescriptionTable } from './DescriptionTable';
import { ReadPanel } from './ReadPanel';
import { eventsRequest } from './reads';
import { useRead } from './useRead';

/** What the cluster says happened to the pod. */
export function PodEvents(props: { pod: PodRow; entityRef: string }) {
  const { pod, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const read = useRead(useApi(titaniumApiRef), eventsRequest(pod, entityRef));
  const result = read.answer?.result;
  return (
    <ReadPanel read={read}>
      {result?.type === 'table' && result.rows.length > 0 ? (
        <DescriptionTable table={result} />
      ) : (
        <p>{t('pods.drawer.noEvents')}</p>
      )}
    </ReadPanel>
  );
}
