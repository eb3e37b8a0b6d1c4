import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RunState,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { useStreamView } from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { useRows } from '../../overview/useService';
import { RUNS_PATH } from '../../runs/paths';
import { RunsTable } from '../../runs/RunsTable';
import { titaniumTranslationRef } from '../../translation';
import { Quiet } from '../Quiet';
import { Section } from '../Section';
import { ViewNotice } from '../ViewNotice';

const RUNS = { topic: 'runs', entityRef: null };

const ACTIVE: readonly RunState[] = [
  'queued',
  'applying',
  'applied',
  'verifying',
];

/** Changes that happen right now. */
export function Running() {
  const { view, connection, retry } = useStreamView(RUNS);
  const { t } = useTranslationRef(titaniumTranslationRef);
  const rows = useRows<RunSummary>(view, 'runs');
  const active = useMemo(
    () =>
      rows
        .filter(({ state }) => ACTIVE.includes(state))
        .sort((a, b) => b.startedAt.localeCompare(a.startedAt)),
    [rows],
  );
  const waiting = !view.ready || view.refused;
  return (
    <Section
      title={t('operations.running.title')}
      count={waiting ? undefined : active.length}
      tools={<Link to={RUNS_PATH}>{t('operations.running.all')}</Link>}
    >
      {active.length > 0 && <RunsTable runs={active} />}
      {active.length === 0 && waiting && (
        <ViewNotice
          view={view}
          connection={connection}
          module="kubernetes"
          forbidden={t('operations.running.forbidden')}
          onRetry={retry}
        />
      )}
      {active.length === 0 && !waiting && (
        <Quiet title={t('operations.running.none')}>
          {t('operations.running.noneText')}
        </Quiet>
      )}
    </Section>
  );
}
