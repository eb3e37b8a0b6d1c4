import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ResultView,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { PodRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../../translation';
import { ReadPanel } from './ReadPanel';
import { yamlRequest } from './reads';
import { useRead } from './useRead';

/** The whole pod as the server gives it, without secret values. */
export function PodYaml(props: { pod: PodRow; entityRef: string }) {
  const { pod, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const read = useRead(useApi(titaniumApiRef), yamlRequest(pod, entityRef));
  return (
    <ReadPanel read={read}>
      <p>{t('pods.drawer.redacted')}</p>
      {read.answer && (
        <ResultView result={read.answer.result} label={`pod-${pod.name}`} />
      )}
    </ReadPanel>
  );
}
