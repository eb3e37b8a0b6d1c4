import { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  KUBERNETES_NAMESPACE_ANNOTATION,
  PROMETHEUS_SELECTOR_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  EmptyState,
  ErrorNotice,
  MissingAnnotation,
  useErrorWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';
import { problemKind } from './problems';

const MODULE_LINE =
  "backend.add(import('@titanium-portal/backstage-plugin-titanium-backend-module-observability'));";

/** The line that binds an entity to its metrics. */
export function metricsLine(entity: Entity): {
  annotation: string;
  value: string;
} {
  const namespace =
    entity.metadata.annotations?.[KUBERNETES_NAMESPACE_ANNOTATION];
  return namespace === undefined
    ? { annotation: KUBERNETES_NAMESPACE_ANNOTATION, value: '<namespace>' }
    : {
        annotation: PROMETHEUS_SELECTOR_ANNOTATION,
        value: `'{namespace="${namespace}", app="${entity.metadata.name}"}'`,
      };
}

/** Why a part of the tab has nothing to show, in its place. */
export function Problem(props: {
  error: Error;
  entity: Entity;
  title: string;
  /** Who was asked. */
  platform: string;
  onRetry: () => void;
}) {
  const { error, entity, title, platform, onRetry } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const errorWords = useErrorWords();
  switch (problemKind(error)) {
    case 'missing-annotation':
      return (
        <MissingAnnotation
          entity={entity.metadata.name}
          {...metricsLine(entity)}
        />
      );
    case 'not-installed':
      return (
        <EmptyState title={title} copyLabel={t('metrics.problem.copy')}>
          {t('metrics.problem.notConfigured')} {error.message}
        </EmptyState>
      );
    case 'forbidden':
      return (
        <EmptyState title={t('metrics.problem.forbidden')}>
          {t('metrics.problem.forbiddenText')}
        </EmptyState>
      );
    default: {
      const words = errorWords(error);
      return (
        <ErrorNotice title={title} words={words.message} onRetry={onRetry}>
          {problemKind(error) === 'platform-unavailable'
            ? t('pods.refused.platformDown', { platform })
            : words.title}
        </ErrorNotice>
      );
    }
  }
}

/** The module is not there at all. */
export function NotInstalled() {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return (
    <EmptyState title={t('metrics.problem.notInstalled')} line={MODULE_LINE}>
      {t('metrics.problem.notInstalledText')}
    </EmptyState>
  );
}
