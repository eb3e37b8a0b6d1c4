import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useApprovals } from '../approvals/useApprovals';
import { WaitingPlans } from '../approvals/WaitingPlans';
import { titaniumTranslationRef } from '../translation';
import { RunsList } from './RunsList';

/** What was changed on a service through the portal, and above it what waits for approval. */
export function RunsContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { approvals = [] } = useApprovals();
  return (
    <>
      <WaitingPlans
        title={t('approvals.ofService')}
        rows={approvals.filter(row => row.boundEntityRefs.includes(entityRef))}
      />
      <RunsList entityRef={entityRef} />
    </>
  );
}
