import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RunSummary } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  refName,
  usePlanWords,
  useServerWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { titaniumTranslationRef } from '../translation';
import { MarkWords } from './types';

/** The words of marks in the language of the page. */
export function useMarkWords(): MarkWords {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { actionTitle, message } = useServerWords();
  const plans = usePlanWords();
  return useMemo(
    () => ({
      deployed: (revision, id) =>
        t('timeline.deployed', { revision, id: String(id) }),
      rollout: (name, version) => t('timeline.rollout', { name, version }),
      operation: kind => t(`timeline.operation.${kind}`),
      phase: phase => t(`timeline.phase.${phase}`),
      alert: state => t(`timeline.alert.${state}`),
      by: who =>
        t('timeline.by', { who: who.includes(':') ? refName(who) : who }),
      runTitle: (run: RunSummary) => actionTitle(run.action, run.title),
      runSentence: plans.sentence,
      runState: state => message(`runs.state.${state}`, state),
    }),
    [t, actionTitle, message, plans],
  );
}
