import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useShortcut } from '@titanium-portal/backstage-plugin-titanium-react';
import { useNavigate } from 'react-router-dom';
import { titaniumTranslationRef } from '../translation';

/** `g` and then `p`, `l`, `m`, `d` or `r` go to the tab of that letter. Draws nothing. */
export function TabShortcuts() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const navigate = useNavigate();
  const entityRoute = useRouteRef(entityRouteRef);
  const go = (tab: string) => () =>
    navigate(`${entityRoute(entityRouteParams(entity))}/${tab}`);
  useShortcut('g p', t('tabs.pods'), go('pods'));
  useShortcut('g l', t('tabs.logs'), go('logs'));
  useShortcut('g m', t('tabs.metrics'), go('metrics'));
  useShortcut('g d', t('tabs.delivery'), go('delivery'));
  useShortcut('g r', t('tabs.runs'), go('runs'));
  return null;
}
