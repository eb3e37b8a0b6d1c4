import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { MarkKind, Timeline, useMarks } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { Panel } from './Panel';

/** What happened to the service, from all that the portal knows. */
export function TimelinePanel(props: {
  kind: MarkKind | 'all';
  onKind: (kind: MarkKind | 'all') => void;
}) {
  const { entity } = useEntity();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { marks, sources } = useMarks(entity);
  return (
    <Panel title={t('timeline.label')}>
      <Timeline
        marks={marks}
        sources={sources}
        kind={props.kind}
        onKind={props.onKind}
      />
    </Panel>
  );
}
