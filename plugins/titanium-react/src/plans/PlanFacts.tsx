import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { JsonObject } from '@backstage/types';
import { RelativeTime, visibleText } from '../components';
import { titaniumReactTranslationRef } from '../translation';

const FACTS = ['message', 'author', 'deployedAt', 'images'] as const;

/** What a plan tells of the revision it brings, in the list of its facts. */
export function PlanFacts(props: { values: JsonObject; className: string }) {
  const { values, className } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return (
    <>
      {FACTS.map(name => {
        const value = values[name];
        if (typeof value !== 'string' || value === '') return null;
        return (
          <div key={name} style={{ display: 'contents' }}>
            <dt className={className}>{t(`plans.facts.${name}`)}</dt>
            <dd style={{ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
              {name === 'deployedAt' ? (
                <RelativeTime time={value} />
              ) : (
                visibleText(value)
              )}
            </dd>
          </div>
        );
      })}
    </>
  );
}
