import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  StreamConnection,
  StreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { KUBERNETES_ID_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { TabNotice } from '../tabs/TabNotice';
import { titaniumTranslationRef } from '../translation';
import { splitStatus } from './model/sources';

const MODULE_LINE =
  "backend.add(import('@titanium-portal/backstage-plugin-titanium-backend-module-kubernetes'));";

/** What stands in the table's place while there are no pods to show. */
export function PodsNotice(props: {
  view: StreamView;
  connection: StreamConnection;
  entityName: string;
  namespace: string;
  onRetry: () => void;
}) {
  const { namespace, ...rest } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  return (
    <TabNotice
      {...rest}
      annotation={KUBERNETES_ID_ANNOTATION}
      moduleLine={MODULE_LINE}
      sources={Object.values(splitStatus(props.view.status).platforms)}
      words={{
        notInstalled: t('pods.refused.notInstalled'),
        notInstalledText: t('pods.refused.notInstalledText'),
        forbidden: t('pods.refused.forbidden'),
        failed: t('pods.refused.failed'),
        platformForbiddenText: t('pods.refused.platformForbiddenText'),
        platformDownText: t('pods.refused.platformDownText'),
      }}
      empty={
        <EmptyState
          title={t('pods.empty.title')}
          line={`${KUBERNETES_ID_ANNOTATION}: ${props.entityName}`}
        >
          {t('pods.empty.none', { namespace, entity: props.entityName })}
        </EmptyState>
      }
    />
  );
}
