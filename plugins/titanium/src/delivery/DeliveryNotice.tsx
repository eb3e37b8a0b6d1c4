import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  StreamConnection,
  StreamView,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ARGOCD_APP_NAME_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { TabNotice } from '../tabs/TabNotice';
import { titaniumTranslationRef } from '../translation';

const MODULE_LINE =
  "backend.add(import('@titanium-portal/backstage-plugin-titanium-backend-module-argocd'));";

/** What stands in the tab's place while there is no application to show. */
export function DeliveryNotice(props: {
  view: StreamView;
  connection: StreamConnection;
  entityName: string;
  application: string;
  onRetry: () => void;
}) {
  const { application, ...rest } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const sources = Object.values(props.view.status);
  // Argo CD answers, only not with this application: what is missing is the application, not the platform.
  const missing = sources.find(
    ({ state, message }) =>
      state === 'unavailable' && message?.includes('has no application'),
  );
  return (
    <TabNotice
      {...rest}
      // Whatever else is on its way, there is nothing to wait for.
      view={missing ? { ...props.view, ready: true } : props.view}
      annotation={ARGOCD_APP_NAME_ANNOTATION}
      moduleLine={MODULE_LINE}
      sources={
        missing ? sources.filter(({ state }) => state === 'forbidden') : sources
      }
      words={{
        notInstalled: t('delivery.refused.notInstalled'),
        notInstalledText: t('delivery.refused.notInstalledText'),
        forbidden: t('delivery.refused.forbidden'),
        failed: t('delivery.refused.failed'),
        platformForbiddenText: t('delivery.refused.platformForbiddenText'),
        platformDownText: t('delivery.refused.platformDownText'),
      }}
      empty={
        <EmptyState
          title={t('delivery.empty.title', { application })}
          line={`${ARGOCD_APP_NAME_ANNOTATION}: ${application}`}
        >
          {t('delivery.empty.text')}
          {missing?.message && <p>{visibleText(missing.message)}</p>}
        </EmptyState>
      }
    />
  );
}
