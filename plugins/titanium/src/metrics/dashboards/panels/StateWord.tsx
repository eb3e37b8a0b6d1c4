import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Health } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  StateChip,
  titaniumReactTranslationRef,
} from '@titanium-portal/backstage-plugin-titanium-react';

/** What a value means by the panel's thresholds; nothing where it has none. */
export function StateWord(props: { state: Health | undefined }) {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return props.state ? (
    <StateChip health={props.state}>
      {t(`components.health.${props.state}`)}
    </StateChip>
  ) : null;
}
