import { StreamView } from '@titanium-portal/backstage-plugin-titanium-react';
import { MarkSource } from '../types';

/** How one source of marks is doing. */
export function sourceOf(
  name: MarkSource['name'],
  view: StreamView,
  error?: Error,
): MarkSource {
  const { refused } = view;
  if (
    refused?.code === 'not-installed' ||
    refused?.code === 'missing-annotation'
  ) {
    return { name, state: 'absent', message: refused.message };
  }
  if (refused) return { name, state: 'failed', message: refused.message };
  if (!view.ready) return { name, state: 'loading', message: null };
  const bad = Object.values(view.status).find(
    ({ state }) => state !== 'live' && state !== 'connecting',
  );
  if (bad) {
    return {
      name,
      state: bad.state === 'stale' ? 'stale' : 'failed',
      message: bad.message ?? null,
    };
  }
  if (error) return { name, state: 'stale', message: error.message };
  return { name, state: 'ready', message: null };
}
