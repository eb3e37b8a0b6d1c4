import { R } from '../../resources';
import { Clock, KubeObject, ObjectStore } from '../../types';
import { findImage } from '../images';
import { Answer, NetworkProgram } from './answer';
import { curl } from './curl';
import { nslookup } from './nslookup';

export type { Answer } from './answer';

const PROGRAMS: Readonly<Record<string, NetworkProgram>> = { curl, nslookup };

interface Asking {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
}

/**
 * What containers that ask the network were answered. Each run gets one answer, found when it ends, so that its log and its
 * exit code tell the same.
 */
export class Answers {
  private readonly known = new Map<string, Answer>();

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly store: ObjectStore,
  ) {}

  start(): void {
    this.store.watch(R.pods, {}, ({ type, object }) => {
      if (type === 'DELETED') {
        for (const key of this.known.keys()) {
          if (key.startsWith(`${object.metadata.uid}/`)) {
            this.known.delete(key);
          }
        }
      }
    });
  }

  /** What the network says now; undefined for containers that do not ask it. */
  ask(pod: KubeObject, container: Asking): Answer | undefined {
    const [program = '', ...args] = [
      ...(container.command ?? []),
      ...(container.args ?? []),
    ];
    const asks = Object.hasOwn(PROGRAMS, program)
      ? PROGRAMS[program]
      : undefined;
    return asks && findImage(container.image)?.program.voice === 'shell'
      ? asks({ store: this.store, pod, args, now: this.clock.now() })
      : undefined;
  }

  /** The answer of a run, the same from the first time on. */
  of(pod: KubeObject, container: Asking, run: number): Answer | undefined {
    const key = `${pod.metadata.uid}/${container.name}/${run}`;
    const answer = this.known.get(key) ?? this.ask(pod, container);
    if (answer) {
      this.known.set(key, answer);
    }
    return answer;
  }
}
