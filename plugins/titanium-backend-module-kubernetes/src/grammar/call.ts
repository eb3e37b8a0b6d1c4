import {
  CommandReading,
  GrammarContext,
  isDnsLabel,
  isDnsSubdomain,
  Reason,
  SimpleCommand,
  worded,
  wordedNear,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Asking } from './Asking';
import { FlagReading } from './flags';
import { findKind, Kind, nearestKind } from './kinds';
import { isPlaceholder, Piece, sample } from './pieces';
import { TYPES_BY_KIND } from './placeholderTypes';

/** Names of roles and bindings are looser than DNS names; still one path segment. */
const ROLE_KINDS = new Set([
  'role',
  'rolebinding',
  'clusterrole',
  'clusterrolebinding',
]);
const ROLE_NAME = /^[A-Za-z0-9][A-Za-z0-9:._-]*$/;
const CLUSTER = /^[A-Za-z0-9][A-Za-z0-9._:@/-]*$/;

/** A command whose verb and flags are known; hands out checked values and gathers placeholders. */
export class Call extends Asking {
  constructor(
    readonly verb: string,
    private readonly reading: FlagReading,
    readonly context: GrammarContext,
    /** The here-document given to it. */
    private readonly stdin: Pick<
      SimpleCommand,
      'input' | 'inputPlaceholders'
    > = { input: null },
  ) {
    super();
  }

  get input(): string | null {
    return this.stdin.input;
  }

  get inputPlaceholders(): readonly string[] {
    return this.stdin.inputPlaceholders ?? [];
  }

  get args(): readonly Piece[] {
    return this.reading.args;
  }

  /** The words behind `--`; null without. */
  get command(): readonly Piece[] | null {
    return this.reading.command;
  }

  flag(name: string): Piece | undefined {
    return this.reading.flags.get(name);
  }

  /** Each value of a flag that may be given several times. */
  all(name: string): readonly Piece[] {
    return this.reading.repeated.get(name) ?? [];
  }

  /** Refuses the flags that would ask for something else than is done here. */
  refuseFlags(why: Readonly<Record<string, string | Reason>>): void {
    for (const [name, reason] of Object.entries(why)) {
      const piece = this.flag(name);
      if (piece && piece.text !== 'false') {
        this.refuse(reason, piece);
      }
    }
  }

  isOn(name: string): boolean {
    return this.flag(name)?.text === 'true';
  }

  kind(piece: Piece): Kind {
    if (piece.placeholders.length > 0) {
      this.refuse(
        worded('kinds.placeholder', 'The kind of object must be written out.'),
        piece,
      );
    }
    const { resources } = this.context;
    const found = findKind(piece.text, resources);
    if (found) {
      return found;
    }
    const near = nearestKind(piece.text, resources);
    return this.refuse(
      resources?.length
        ? wordedNear(
            'kinds.notInCluster',
            'The cluster knows no resource type {{kind}}.',
            { kind: piece.text.slice(0, 60) },
            near,
          )
        : wordedNear(
            'kinds.unknown',
            'There is no known resource type {{kind}}.',
            { kind: piece.text.slice(0, 60) },
            near,
          ),
      piece,
    );
  }

  /** Exactly one word beside the flags. */
  onlyArgument(missing: string | Reason): Piece {
    const [first, second] = this.args;
    if (!first) {
      this.refuse(missing);
    }
    if (second) {
      this.refuse(worded('words.more', 'There is a word too many.'), second);
    }
    return first;
  }

  name(piece: Piece, kind: string): string {
    const text = sample(piece);
    const valid = ROLE_KINDS.has(kind)
      ? text.length <= 253 && ROLE_NAME.test(text) && !text.includes('..')
      : isDnsSubdomain(text);
    if (!valid) {
      this.refuse(
        piece.text
          ? worded('names.object', '{{name}} is no name of a {{kind}}.', {
              name: piece.text.slice(0, 60),
              kind,
            })
          : worded('names.objectEmpty', 'This is no name of a {{kind}}.', {
              kind,
            }),
        piece,
      );
    }
    return this.take(piece, TYPES_BY_KIND.get(kind) ?? 'text');
  }

  container(piece: Piece): string {
    if (!isDnsLabel(sample(piece))) {
      this.refuse(
        worded('names.container', 'This is no name of a container.'),
        piece,
      );
    }
    return this.take(piece, 'container');
  }

  /** The configured cluster; null only where none is configured. */
  cluster(): string | null {
    const { clusters, cluster, asked } = this.context;
    const written = this.flag('context');
    if (written) {
      return this.namedCluster(written);
    }
    if (cluster !== undefined) {
      return cluster;
    }
    if (clusters.length <= 1) {
      return clusters[0] ?? null;
    }
    const chosen = asked?.['<cluster>'];
    return chosen === undefined
      ? this.ask('<cluster>', 'cluster')
      : this.checkCluster(chosen);
  }

  /** A cluster that stands in another place than its flag. */
  namedCluster(piece: Piece): string {
    return isPlaceholder(piece)
      ? this.take(piece, 'cluster')
      : this.checkCluster(piece.text, piece);
  }

  private checkCluster(name: string, piece?: Piece): string {
    const { clusters } = this.context;
    if (clusters.length > 0 ? !clusters.includes(name) : !CLUSTER.test(name)) {
      this.refuse(
        clusters.length > 0
          ? worded(
              'clusters.unknown',
              'No cluster {{name}} is configured. Configured: {{clusters}}.',
              { name: name.slice(0, 60), clusters: clusters.join(', ') },
            )
          : worded('clusters.none', 'No cluster {{name}} is configured.', {
              name: name.slice(0, 60),
            }),
        piece,
      );
    }
    return name;
  }

  private writtenNamespace(): string | undefined {
    const piece = this.flag('namespace');
    if (!piece) {
      return undefined;
    }
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

  private askedNamespace(): string | undefined {
    const chosen = this.context.asked?.['<namespace>'];
    if (chosen !== undefined && !isDnsLabel(chosen)) {
      this.refuse(
        worded('names.thisNamespace', 'This is no name of a namespace.'),
      );
    }
    return chosen;
  }

  /** Where a read looks: `-n`, else the entity's namespace, else it is asked for; never a guess. */
  readNamespace(namespaced = true): {
    namespace: string | null;
    allNamespaces: boolean;
  } {
    const written = this.writtenNamespace();
    const all = this.flag('all-namespaces');
    if (all?.text === 'true') {
      if (written !== undefined) {
        this.refuse(
          worded('namespaces.both', 'Either one namespace or all of them.'),
          all,
        );
      }
      return { namespace: null, allNamespaces: namespaced };
    }
    if (!namespaced) {
      return { namespace: null, allNamespaces: false };
    }
    const namespace =
      written ??
      this.askedNamespace() ??
      this.context.namespace ??
      this.ask('<namespace>', 'namespace');
    return { namespace, allNamespaces: false };
  }

  /** Where a change is made: as written or chosen by a person. `open`: it is only proposed. */
  changeNamespace(): { namespace: string; open: boolean } {
    const namespace = this.writtenNamespace() ?? this.askedNamespace();
    if (namespace !== undefined) {
      return { namespace, open: false };
    }
    this.ask('<namespace>', 'namespace');
    return { namespace: this.context.namespace ?? '<namespace>', open: true };
  }

  /** The namespace where a manifest may name its own; null where the command names none. */
  namespaceIfWritten(): string | null {
    return this.writtenNamespace() ?? null;
  }

  /** A namespace that stands in another place than its flag, as in `name.namespace`. */
  setNamespace(piece: Piece): void {
    const written = this.flag('namespace');
    if (written && written.text !== piece.text) {
      this.refuse(
        worded('namespaces.twice', 'The namespace is given twice.'),
        piece,
      );
    }
    this.reading.flags.set('namespace', piece);
  }

  /** Takes over where another command of the same pipe says it looks. */
  adopt(other: Call): void {
    for (const name of ['namespace', 'context']) {
      const theirs = other.flag(name);
      const own = this.flag(name);
      if (own && theirs && own.text !== theirs.text) {
        this.refuse(
          worded(
            'pipe.disagree',
            'The two commands of the pipe do not agree on --{{name}}.',
            { name },
          ),
          theirs,
        );
      }
      if (theirs) {
        this.reading.flags.set(name, theirs);
      }
    }
  }

  /** A reading with the placeholders gathered so far. */
  result(
    fields: Pick<CommandReading, 'verdict' | 'action' | 'input' | 'target'> &
      Partial<CommandReading>,
  ): CommandReading {
    return {
      verb: this.verb,
      reason: null,
      position: null,
      placeholders: this.asked(),
      ...fields,
    };
  }
}
