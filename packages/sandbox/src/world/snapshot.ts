import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SavedIncident } from './incidents';
import { SavedWorld } from './world';

/** What `world.json` holds. */
export interface Snapshot extends SavedWorld {
  /** Pods beside the platform's own. */
  pods: number;
  incidents: SavedIncident[];
}

const SAVE_EVERY_MS = 5000;
/** Saving takes at most this share of the process's time, however big the World. */
const MOST_SHARE = 0.05;

/** The saved World of a file; undefined when there is none that this version can go on with. */
export function loadSnapshot(path: string): Snapshot | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const snapshot = JSON.parse(text) as Snapshot;
    return snapshot.version === 3 ? snapshot : undefined;
  } catch {
    return undefined;
  }
}

export interface SnapshotKeeper {
  /** Writes now, and waits until it is on disk. */
  saveNow(): void;
  stop(): void;
}

/**
 * Keeps a file current: every few seconds when something has changed. A file is replaced at once or not at all, so that a
 * crash leaves the one before.
 */
export function keepSnapshot(
  path: string,
  /** Rises with every change. */
  version: () => number,
  take: () => Snapshot,
  onError: (error: unknown) => void,
): SnapshotKeeper {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.next`;
  let saved = -1;
  let writing = false;
  let notBefore = 0;
  const timer = setInterval(async () => {
    const current = version();
    if (writing || current === saved || performance.now() < notBefore) {
      return;
    }
    writing = true;
    try {
      const started = performance.now();
      const text = JSON.stringify(take());
      const took = performance.now() - started;
      notBefore = started + took / MOST_SHARE;
      await writeFile(draft, text, { mode: 0o600 });
      await rename(draft, path);
      saved = current;
    } catch (error) {
      onError(error);
    } finally {
      writing = false;
    }
  }, SAVE_EVERY_MS);
  timer.unref();
  return {
    saveNow() {
      const last = `${path}.last`;
      writeFileSync(last, JSON.stringify(take()), { mode: 0o600 });
      renameSync(last, path);
      saved = version();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
