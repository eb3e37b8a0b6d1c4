import { useApiHolder } from '@backstage/core-plugin-api';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useState } from 'react';

const MOST = 200;
const NONE: ReadonlySet<ServerStatement> = new Set();

/** Statements that say all that is needed to find the one object they name. */
function complete(statement: ServerStatement): boolean {
  return (
    statement.action !== null &&
    statement.input !== null &&
    (statement.verdict === 'read' || statement.verdict === 'change') &&
    statement.placeholders.length === 0 &&
    typeof statement.target?.name === 'string'
  );
}

/** Those statements of a page whose object does not exist any more, asked for once a page. */
export function useGoneStatements(
  byBlock: ReadonlyMap<string, readonly ServerStatement[]> | undefined,
): ReadonlySet<ServerStatement> {
  const api = useApiHolder().get(titaniumApiRef);
  const [gone, setGone] = useState(NONE);
  useEffect(() => {
    setGone(NONE);
    const named = [...(byBlock?.values() ?? [])]
      .flat()
      .filter(complete)
      .slice(0, MOST);
    if (!api || named.length === 0) {
      return undefined;
    }
    const abort = new AbortController();
    api
      .checkTargets(
        named.map(({ action, input }) => ({ action: action!, input: input! })),
        abort.signal,
      )
      .then(
        states =>
          !abort.signal.aborted &&
          setGone(
            new Set(named.filter((_, index) => states[index] === 'missing')),
          ),
        // The steps work without the hint.
        () => {},
      );
    return () => abort.abort();
  }, [api, byBlock]);
  return gone;
}
