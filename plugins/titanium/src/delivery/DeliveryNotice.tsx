import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  MissingAnnotation,
  SkeletonRows,
  StreamConnection,
  StreamView,
  TopicRefusal,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ARGOCD_APP_NAME_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../translation';

const MODULE_LINE =
  "backend.add(import('@titanium-portal/backstage-plugin-titanium-backend-module-argocd'));";

function Refused(props: {
  refusal: TopicRefusal;
  entityName: string;
  onRetry: () => void;
}) {
  const { refusal, entityName, onRetry } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  switch (refusal.code) {
    case 'missing-annotation':
      return (
        <MissingAnnotation
          entity={entityName}
          annotation={ARGOCD_APP_NAME_ANNOTATION}
          value={entityName}
        />
      );
    case 'not-installed':
      return (
        <EmptyState
          title={t('delivery.refused.notInstalled')}
          line={MODULE_LINE}
        >
          {t('delivery.refused.notInstalledText')}
        </EmptyState>
      );
    case 'forbidden':
      return (
        <EmptyState title={t('delivery.refused.forbidden')}>
          {t('pods.refused.forbiddenText')}
        </EmptyState>
      );
    case 'not-found':
      return (
        <EmptyState title={t('pods.refused.notFound')}>
          {t('pods.refused.notFoundText')}
        </EmptyState>
      );
    default:
      return (
        <ErrorNotice
          title={t(
            refusal.code === 'invalid'
              ? 'pods.refused.invalid'
              : 'delivery.refused.failed',
          )}
          words={refusal.message}
          onRetry={onRetry}
        />
      );
  }
}

/** What stands in the tab's place while there is no application to show. */
export function DeliveryNotice(props: {
  view: StreamView;
  connection: StreamConnection;
  entityName: string;
  application: string;
  onRetry: () => void;
}) {
  const { view, connection, entityName, application, onRetry } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  if (view.refused) {
    return (
      <Refused
        refusal={view.refused}
        entityName={entityName}
        onRetry={onRetry}
      />
    );
  }
  const sources = Object.values(view.status);
  const forbidden = sources.find(({ state }) => state === 'forbidden');
  const down = sources.find(({ state }) => state === 'unavailable');
  if (forbidden) {
    return (
      <ErrorNotice
        title={t('pods.refused.platformForbidden', {
          platform: forbidden.platform,
        })}
        words={forbidden.message}
      >
        {t('delivery.refused.platformForbiddenText')}
      </ErrorNotice>
    );
  }
  // Argo CD answers, only not with this application: what is missing is the application, not the platform.
  const missing = down?.message?.includes('has no application') ?? false;
  if (down && !missing) {
    return (
      <ErrorNotice
        title={t('pods.refused.platformDown', { platform: down.platform })}
        words={down.message}
        onRetry={onRetry}
      >
        {t('delivery.refused.platformDownText')}
      </ErrorNotice>
    );
  }
  if (!view.ready && connection.reason) {
    return (
      <ErrorNotice
        title={t('pods.refused.portalDown')}
        words={connection.reason}
        onRetry={onRetry}
      >
        {t('pods.refused.failedText')}
      </ErrorNotice>
    );
  }
  if (
    !missing &&
    (!view.ready || sources.some(({ state }) => state === 'connecting'))
  ) {
    return <SkeletonRows />;
  }
  return (
    <EmptyState
      title={t('delivery.empty.title', { application })}
      line={`${ARGOCD_APP_NAME_ANNOTATION}: ${application}`}
    >
      {t('delivery.empty.text')}
      {down?.message && <p>{down.message}</p>}
    </EmptyState>
  );
}
