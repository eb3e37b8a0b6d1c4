import { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback, useEffect, useState } from 'react';

const MOST = 500;
const RETRY_MS = 10_000;

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.type',
  'spec.owner',
];

/** The services of the catalog, by name; asked again by itself while it fails. */
export function useServices(): {
  services: Entity[] | undefined;
  error: Error | undefined;
  retry: () => void;
} {
  const catalog = useApi(catalogApiRef);
  const [services, setServices] = useState<Entity[]>();
  const [error, setError] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(before => before + 1), []);
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    catalog
      .getEntities({
        filter: { kind: 'component', 'spec.type': 'service' },
        fields: FIELDS,
        limit: MOST,
      })
      .then(
        ({ items }) => {
          if (left) return;
          setError(undefined);
          setServices(
            [...items].sort((a, b) =>
              a.metadata.name.localeCompare(b.metadata.name),
            ),
          );
        },
        failure => {
          if (left) return;
          setError(failure as Error);
          timer = setTimeout(retry, RETRY_MS);
        },
      );
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [catalog, attempt, retry]);
  return { services, error, retry };
}
