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
import { KUBERNETES_ID_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../translation';
import { splitStatus } from './model/sources';

const MODULE_LINE =
  "backend.add(import('@titanium-portal/backstage-plugin-titanium-backend-module-kubernetes'));";

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
          annotation={KUBERNETES_ID_ANNOTATION}
          value={entityName}
        />
      );
    case 'not-installed':
      return (
        <EmptyState title={t('pods.refused.notInstalled')} line={MODULE_LINE}>
          {t('pods.refused.notInstalledText')}
        </EmptyState>
      );
    case 'forbidden':
      return (
        <EmptyState title={t('pods.refused.forbidden')}>
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
              : 'pods.refused.failed',
          )}
          words={refusal.message}
          onRetry={onRetry}
        />
      );
  }
}

/** What stands in the table's place while there is nothing to show, or null when there is. */
export function PodsNotice(props: {
  view: StreamView;
  connection: StreamConnection;
  entityName: string;
  namespace: string;
  onRetry: () => void;
}) {
  const { view, connection, entityName, namespace, onRetry } = props;
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
  const sources = Object.values(splitStatus(view.status).platforms);
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
        {t('pods.refused.platformForbiddenText')}
      </ErrorNotice>
    );
  }
  if (down) {
    return (
      <ErrorNotice
        title={t('pods.refused.platformDown', { platform: down.platform })}
        words={down.message}
        onRetry={onRetry}
      >
        {t('pods.refused.platformDownText')}
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
  if (!view.ready || sources.some(({ state }) => state === 'connecting')) {
    return <SkeletonRows />;
  }
  return (
    <EmptyState
      title={t('pods.empty.title')}
      line={`${KUBERNETES_ID_ANNOTATION}: ${entityName}`}
    >
      {t('pods.empty.none', { namespace, entity: entityName })}
    </EmptyState>
  );
}
