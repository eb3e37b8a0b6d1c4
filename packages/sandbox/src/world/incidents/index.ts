import { InputError, NotFoundError } from '@backstage/errors';
import { timestamp } from '../objects';
import { TitaniumWorld } from '../world';
import { API, TRAFFIC } from './conditions';
import { IncidentDefinition } from './incident';
import { RELEASES } from './releases';

export const INCIDENTS: readonly IncidentDefinition[] = [
  ...RELEASES,
  ...TRAFFIC,
  ...API,
];

/**
 * An incident as the command line shows it.
 *
 * @public
 */
export interface IncidentState {
  name: string;
  title: string;
  description: string;
  targets: readonly string[];
  active: boolean;
  /** World time of its start, RFC 3339. */
  since?: string;
}

/** What of the running incidents is kept on disk. */
export interface SavedIncident {
  name: string;
  since: string;
  kept: unknown;
}

interface Running extends SavedIncident {
  release: () => void;
}

/**
 * Starts and stops incidents by name.
 *
 * @public
 */
export class Incidents {
  private readonly running = new Map<string, Running>();

  constructor(private readonly world: TitaniumWorld) {}

  list(): IncidentState[] {
    return INCIDENTS.map(({ name, title, description, targets }) => {
      const since = this.running.get(name)?.since;
      return {
        name,
        title,
        description,
        targets,
        active: since !== undefined,
        ...(since ? { since } : {}),
      };
    });
  }

  /** Starts an incident. One that runs already goes on; `NotFoundError` when there is none of that name. */
  start(name: string): IncidentState {
    const incident = find(name);
    if (!this.running.has(name)) {
      const rival = this.rivalOf(incident);
      if (rival) {
        throw new InputError(
          `incident "${rival}" has released ${incident.targets.join(
            ', ',
          )} already; stop it first`,
        );
      }
      const kept = incident.begin?.(this.world);
      this.running.set(name, {
        name,
        since: timestamp(this.world.clock.now()),
        kept,
        release: incident.engage?.(this.world) ?? (() => {}),
      });
    }
    return this.stateOf(name);
  }

  /** Stops an incident and puts right what it did. */
  stop(name: string): IncidentState {
    const incident = find(name);
    const running = this.running.get(name);
    if (running) {
      this.running.delete(name);
      running.release();
      incident.end?.(this.world, running.kept as never);
    }
    return this.stateOf(name);
  }

  save(): SavedIncident[] {
    return [...this.running.values()].map(({ name, since, kept }) => ({
      name,
      since,
      kept,
    }));
  }

  /** Goes on with the incidents of a saved World. */
  restore(saved: readonly SavedIncident[]): void {
    for (const item of saved) {
      const incident = INCIDENTS.find(({ name }) => name === item.name);
      if (incident) {
        this.running.set(item.name, {
          ...item,
          release: incident.engage?.(this.world) ?? (() => {}),
        });
      }
    }
  }

  private stateOf(name: string): IncidentState {
    return this.list().find(incident => incident.name === name)!;
  }

  /** Two releases of one workload would restore each other's change. */
  private rivalOf(incident: IncidentDefinition): string | undefined {
    if (!incident.begin) {
      return undefined;
    }
    return INCIDENTS.find(
      other =>
        other.begin &&
        this.running.has(other.name) &&
        other.targets.join() === incident.targets.join(),
    )?.name;
  }
}

function find(name: string): IncidentDefinition {
  const incident = INCIDENTS.find(item => item.name === name);
  if (!incident) {
    throw new NotFoundError(
      `no incident "${name}"; there are ${INCIDENTS.map(item => item.name).join(
        ', ',
      )}`,
    );
  }
  return incident;
}
