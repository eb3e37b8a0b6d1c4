import { ApprovalRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { useStreamView } from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';

const TOPIC = { topic: 'approvals', entityRef: null };

/** Plans that wait for a second person, oldest first; undefined until they are known. */
export function useApprovals() {
  const stream = useStreamView(TOPIC);
  const rows = stream.view.collections.approvals as
    | Record<string, ApprovalRow>
    | undefined;
  const approvals = useMemo(
    () =>
      stream.view.ready
        ? Object.values(rows ?? {}).sort((a, b) =>
            a.createdAt.localeCompare(b.createdAt),
          )
        : undefined,
    [rows, stream.view.ready],
  );
  return { approvals, stream };
}
