import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { visuallyHidden } from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useRef, useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { announcements } from './model/announce';
import { PodsData } from './model/rows';

/** Changes that come together are told together, and not more often than a person can listen. */
const PAUSE_MS = 2000;

/** Tells screen readers politely which pods came, went or changed. */
export function LiveRegion(props: { data: PodsData; ready: boolean }) {
  const { data, ready } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const [text, setText] = useState('');
  const told = useRef<PodsData | null>(null);
  const latest = useRef(data);
  latest.current = data;
  useEffect(() => {
    if (!ready) return undefined;
    if (!told.current) {
      told.current = latest.current;
      return undefined;
    }
    if (told.current === data) return undefined;
    const timer = setTimeout(() => {
      const words = announcements(told.current!, latest.current).map(each => {
        switch (each.kind) {
          case 'many':
            return t('pods.announce.many', { number: String(each.count) });
          case 'removed':
            return t('pods.announce.removed', { name: each.name });
          default:
            return t(`pods.announce.${each.kind}`, {
              name: each.name,
              status: each.status,
            });
        }
      });
      told.current = latest.current;
      if (words.length > 0) setText(words.join('. '));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [data, ready, t]);
  return (
    <div role="log" aria-live="polite" style={visuallyHidden}>
      {text}
    </div>
  );
}
