import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  EmptyState,
  ErrorNotice,
  MissingAnnotation,
  SkeletonRows,
  StreamConnection,
  StreamView,
  TopicRefusal,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ReactNode } from 'react';
import { titaniumTranslationRef } from '../translation';

/** What a tab says in its own words of what all tabs can be without. */
export interface TabNoticeWords {
  notInstalled: string;
  notInstalledText: string;
  forbidden: string;
  failed: string;
  platformForbiddenText: string;
  platformDownText: string;
}

interface Props {
  view: StreamView;
  connection: StreamConnection;
  entityName: string;
  /** The annotation that binds the entity. */
  annotation: string;
  /** The back end's line that installs the module. */
  moduleLine: string;
  words: TabNoticeWords;
  onRetry: () => void;
}

function Refused(props: Props & { refusal: TopicRefusal }) {
  const { refusal, entityName, annotation, moduleLine, words, onRetry } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  switch (refusal.code) {
    case 'missing-annotation':
      return (
        <MissingAnnotation
          entity={entityName}
          annotation={annotation}
          value={entityName}
        />
      );
    case 'not-installed':
      return (
        <EmptyState title={words.notInstalled} line={moduleLine}>
          {words.notInstalledText}
        </EmptyState>
      );
    case 'forbidden':
      return (
        <EmptyState title={words.forbidden}>
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
          title={
            refusal.code === 'invalid'
              ? t('pods.refused.invalid')
              : words.failed
          }
          words={refusal.message}
          onRetry={onRetry}
        />
      );
  }
}

/** What stands in a tab's place while its view has nothing to show: why, and one next step. */
export function TabNotice(
  props: Props & {
    /** What the tab rests on. */
    sources: ViewStatus[string][];
    /** What to say when everything answers and there is nothing. */
    empty: ReactNode;
  },
) {
  const { view, connection, sources, words, empty, onRetry } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  if (view.refused) {
    return <Refused {...props} refusal={view.refused} />;
  }
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
        {words.platformForbiddenText}
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
        {words.platformDownText}
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
  return <>{empty}</>;
}
