import { useApi } from '@backstage/core-plugin-api';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  titaniumApiRef,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useEffect, useState } from 'react';

/** A plan, read again whenever what waits for approval has changed. */
export function usePlanById(id: string) {
  const api = useApi(titaniumApiRef);
  const [plan, setPlan] = useState<Plan>();
  const [userRef, setUserRef] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const { view } = useStreamView({ topic: 'approvals', entityRef: null });
  const { approvals } = view.collections;

  useEffect(() => {
    const abort = new AbortController();
    Promise.all([api.plan(id, abort.signal), api.me(abort.signal)]).then(
      ([found, me]) => {
        if (!abort.signal.aborted) {
          setPlan(found);
          setUserRef(me.userRef);
          setError(undefined);
        }
      },
      failure => !abort.signal.aborted && setError(failure),
    );
    return () => abort.abort();
  }, [api, id, approvals, attempt]);

  return {
    plan,
    error,
    isMine: plan !== undefined && plan.requester === userRef,
    /** What the server says of the caller; false until it has said anything. */
    mayApprove: Boolean(
      (approvals?.[id] as { mayApprove?: boolean } | undefined)?.mayApprove,
    ),
    refresh: useCallback(() => setAttempt(count => count + 1), []),
  };
}
