import { JsonObject } from '@backstage/types';
import {
  RunEvent,
  RunProgress,
  RunState,
  StepState,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { AppliedStep } from '@titanium-portal/backstage-plugin-titanium-node';
import { AuditEntry } from '../audit/AuditLog';
import { isoNow } from '../database/database';

/** Events that remain for a diagnosis when a run has talked too much. */
const KEPT_FOR_EVIDENCE = 50;

// An event without what the journal adds; distributes over the union.
type EventBody = RunEvent extends infer E
  ? E extends RunEvent
    ? Omit<E, 'sequence' | 'time'>
    : never
  : never;

/** What happens at one moment, written as a whole. */
export interface JournalEntry {
  run?: { state: RunState; reason?: string; wording?: Wording };
  step?: {
    index: number;
    state: StepState;
    reason?: string;
    wording?: Wording;
    applied?: AppliedStep;
  };
  /** Steps that will not be carried out. */
  skip?: number[];
  progress?: RunProgress;
  evidence?: Extract<EventBody, { type: 'evidence' }>;
  audit?: Omit<AuditEntry, 'actor' | 'subject'> & { subject?: JsonObject };
}

/** The entry as events, in the order they are read. */
export function eventsOf(
  { run, step, skip, progress, evidence }: JournalEntry,
  { after, maxEvents }: { after: number; maxEvents: number },
): RunEvent[] {
  const at = step?.index ?? null;
  const bodies: EventBody[] = [];
  if (step) {
    const { state, reason, wording } = step;
    bodies.push({ type: 'step', step: at, state, reason, wording });
  }
  for (const index of skip ?? []) {
    bodies.push({ type: 'step', step: index, state: 'skipped' });
  }
  if (run) {
    bodies.push({ type: 'state', step: at, ...run });
  }
  // A run that talks without end keeps its states, not its chatter.
  if (progress && after < maxEvents) {
    bodies.push({ type: 'progress', step: at, progress });
  }
  // Evidence comes last, when a run is given up.
  if (evidence && after < maxEvents + KEPT_FOR_EVIDENCE) {
    bodies.push(evidence);
  }
  const time = isoNow();
  return bodies.map(
    (body, index) =>
      ({ ...body, time, sequence: after + index + 1 } as RunEvent),
  );
}
