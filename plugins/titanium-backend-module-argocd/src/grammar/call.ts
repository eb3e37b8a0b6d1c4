import {
  CommandReading,
  GrammarContext,
  isDnsLabel,
  isDnsSubdomain,
  Placeholder,
  PlaceholderType,
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { FlagReading } from './flags';
import {
  CommandRefusal,
  indexOutside,
  isPlaceholder,
  part,
  Piece,
  sample,
} from './pieces';

const CLUSTER = /^[A-Za-z0-9][A-Za-z0-9._:@/-]*$/;

/** The application of a command, where it is and what its input says of it. */
export interface NamedApplication {
  cluster: string | null;
  application: string;
  appNamespace: string | null;
}

/** A command whose verb and flags are known; hands out checked values and gathers placeholders. */
export class Call {
  private readonly placeholders = new Map<string, Placeholder>();

  constructor(
    readonly verb: string,
    private readonly reading: FlagReading,
    private readonly context: GrammarContext,
  ) {}

  get args(): readonly Piece[] {
    return this.reading.args;
  }

  refuse(reason: string | Reason, piece?: Piece): never {
    throw new CommandRefusal(reason, piece?.position ?? null);
  }

  flag(name: string): Piece | undefined {
    return this.reading.flags.get(name)?.[0];
  }

  all(name: string): readonly Piece[] {
    return this.reading.flags.get(name) ?? [];
  }

  isOn(name: string): boolean {
    return this.flag(name)?.text === 'true';
  }

  private ask(text: string, type: PlaceholderType): string {
    this.placeholders.set(text, { text, type });
    return text;
  }

  /** A value with its placeholders noted: typed when it is nothing but one, else free text inside a larger word. */
  take(piece: Piece, type: PlaceholderType): string {
    if (isPlaceholder(piece)) {
      return this.ask(piece.text, type);
    }
    piece.placeholders.forEach(text => {
      if (!this.placeholders.has(text)) {
        this.ask(text, 'text');
      }
    });
    return piece.text;
  }

  /** The number of a deployment, or the placeholder that stands for one. */
  id(piece: Piece): number | string {
    if (isPlaceholder(piece)) {
      return this.take(piece, 'revision');
    }
    if (!/^(?:0|[1-9]\d{0,8})$/.test(piece.text)) {
      this.refuse(
        worded(
          'argocd.deployment',
          'The deployment is named by its number, as argocd app history prints it.',
        ),
        piece,
      );
    }
    return Number(piece.text);
  }

  namespace(piece: Piece): string {
    if (!isDnsLabel(sample(piece))) {
      this.refuse(
        worded('names.namespace', '{{name}} is no name of a namespace.', {
          name: piece.text.slice(0, 60),
        }),
        piece,
      );
    }
    return this.take(piece, 'namespace');
  }

  /** The one application that the command names: `shop` or `argocd/shop`. `more` arguments may follow. */
  application(more = 0): NamedApplication {
    const [first, ...rest] = this.args;
    if (!first) {
      this.refuse(
        worded(
          'argocd.application',
          '{{verb}} needs the name of an application.',
          { verb: this.verb },
        ),
      );
    }
    if (rest.length > more) {
      this.refuse(
        more > 0
          ? worded('words.more', 'There is a word too many.')
          : worded(
              'argocd.one',
              'One application at a time: write a step for each.',
            ),
        rest[more],
      );
    }
    const slash = indexOutside(first, '/');
    const name = slash < 0 ? first : part(first, first.text.slice(slash + 1));
    const flag = this.flag('app-namespace');
    const written =
      slash < 0 ? undefined : part(first, first.text.slice(0, slash));
    if (written && flag && written.text !== flag.text) {
      this.refuse(
        worded(
          'argocd.namespaceTwice',
          'The namespace of the application is given twice.',
        ),
        flag,
      );
    }
    if (!isDnsSubdomain(sample(name))) {
      this.refuse(
        first.text
          ? worded('argocd.name', '{{name}} is no name of an application.', {
              name: first.text.slice(0, 60),
            })
          : 'This is no name of an application.',
        first,
      );
    }
    const place = written ?? flag;
    return {
      cluster: this.cluster(),
      application: this.take(name, 'application'),
      appNamespace: place ? this.namespace(place) : null,
    };
  }

  /** The configured cluster; null only where none is configured. */
  cluster(): string | null {
    const { clusters, cluster, asked } = this.context;
    if (cluster !== undefined) {
      return cluster;
    }
    if (clusters.length <= 1) {
      return clusters[0] ?? null;
    }
    const chosen = asked?.['<cluster>'];
    if (chosen === undefined) {
      return this.ask('<cluster>', 'cluster');
    }
    if (!clusters.includes(chosen) || !CLUSTER.test(chosen)) {
      this.refuse(
        worded(
          'argocd.cluster',
          'No Argo CD of cluster {{name}} is configured. Configured: {{clusters}}.',
          { name: chosen.slice(0, 60), clusters: clusters.join(', ') },
        ),
      );
    }
    return chosen;
  }

  /** A reading with the placeholders gathered so far. */
  result(
    verdict: 'read' | 'change',
    action: string,
    input: NonNullable<CommandReading['input']>,
  ): CommandReading {
    const { application, cluster } = input;
    return {
      verdict,
      verb: this.verb,
      action,
      input,
      target: {
        cluster: typeof cluster === 'string' ? cluster : null,
        // Where applications deliver to is not in the text: choices are offered for the entity's namespace.
        namespace: this.context.namespace ?? null,
        kind: 'application',
        name: typeof application === 'string' ? application : null,
        selector: null,
        allNamespaces: false,
      },
      placeholders: [...this.placeholders.values()],
      reason: null,
      position: null,
    };
  }
}
