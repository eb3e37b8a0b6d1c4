import { TitaniumWorld } from '../world';

/** Something that goes wrong on demand. */
export interface IncidentDefinition {
  name: string;
  title: string;
  /** What happens, and what a person would see. */
  description: string;
  /** What it strikes. */
  targets: readonly string[];
  /** Changes the cluster. What it returns (JSON) is kept, over restarts too, and given to `end`. */
  begin?(world: TitaniumWorld): unknown;
  /** Undoes what `begin` did, as far as nobody else has. */
  end?(world: TitaniumWorld, kept: never): void;
  /** What holds only while this process runs: called at start and again after a restart. Returns how to let go. */
  engage?(world: TitaniumWorld): () => void;
}
