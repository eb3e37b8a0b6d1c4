import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  SkeletonRows,
  StreamConnection,
  StreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';

/** What stands in a section's place while its view has nothing to show; null when the view is there. */
export function ViewNotice(props: {
  view: StreamView;
  connection: StreamConnection;
  /** Package of the module that has the view, for the line that installs it. */
  module: string;
  /** Said to who may not see it. */
  forbidden: string;
  onRetry: () => void;
}) {
  const { view, connection, module, forbidden, onRetry } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  switch (view.refused?.code) {
    case undefined:
      break;
    case 'not-installed':
      return (
        <EmptyState
          title={t('operations.notInstalled')}
          line={`backend.add(import('@titanium-portal/backstage-plugin-titanium-backend-module-${module}'));`}
        >
          {t('operations.notInstalledText')}
        </EmptyState>
      );
    case 'forbidden':
      return (
        <EmptyState title={t('operations.forbidden')}>{forbidden}</EmptyState>
      );
    default:
      return (
        <ErrorNotice
          title={t('operations.failed')}
          words={view.refused?.message}
          onRetry={onRetry}
        />
      );
  }
  const sources = Object.values(view.status);
  const empty = Object.values(view.collections).every(
    rows => Object.keys(rows).length === 0,
  );
  const bad = sources.find(
    ({ state }) => state === 'unavailable' || state === 'forbidden',
  );
  if (empty && bad) {
    return (
      <ErrorNotice
        title={t(
          bad.state === 'forbidden'
            ? 'pods.refused.platformForbidden'
            : 'pods.refused.platformDown',
          { platform: bad.platform },
        )}
        words={bad.message}
        onRetry={onRetry}
      >
        {t('operations.keepsTrying')}
      </ErrorNotice>
    );
  }
  if (view.ready) return null;
  return connection.reason ? (
    <ErrorNotice
      title={t('pods.refused.portalDown')}
      words={connection.reason}
      onRetry={onRetry}
    >
      {t('operations.keepsTrying')}
    </ErrorNotice>
  ) : (
    <SkeletonRows rows={3} />
  );
}
