import { stringifyEntityRef } from '@backstage/catalog-model';
import { useAsyncEntity } from '@backstage/plugin-catalog-react';
import { useSearchParams } from 'react-router-dom';

function useEntityOfPage(): string | undefined {
  try {
    // It throws where there is no entity page, after the same hooks as elsewhere.
    // eslint-disable-next-line react-hooks/rules-of-hooks
    const { entity } = useAsyncEntity();
    return entity && stringifyEntityRef(entity);
  } catch {
    // The reader's own page stands outside any entity page.
    return undefined;
  }
}

/** The entity that the document is read for: the page it is viewed on, else `?entity=`. */
export function useViewedEntityRef(): string | undefined {
  const [search] = useSearchParams();
  const page = useEntityOfPage();
  return page ?? search.get('entity') ?? undefined;
}
