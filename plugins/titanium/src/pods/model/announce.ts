import { PodsData } from './rows';

/** A change worth saying aloud. */
export type Announcement =
  | { kind: 'changed' | 'added'; name: string; status: string }
  | { kind: 'removed'; name: string }
  | { kind: 'many'; count: number };

const MOST = 3;

/** What a person who cannot see the table should hear: pods that came, went or changed their status. */
export function announcements(
  before: PodsData,
  after: PodsData,
): Announcement[] {
  const all: Announcement[] = [];
  for (const [key, { pod }] of after.items) {
    const old = before.items.get(key)?.pod;
    if (!old) all.push({ kind: 'added', name: pod.name, status: pod.status });
    else if (old.status !== pod.status) {
      all.push({ kind: 'changed', name: pod.name, status: pod.status });
    }
  }
  for (const [key, { pod }] of before.items) {
    if (!after.items.has(key)) all.push({ kind: 'removed', name: pod.name });
  }
  return all.length > MOST ? [{ kind: 'many', count: all.length }] : all;
}
