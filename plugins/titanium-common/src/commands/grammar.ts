import { JsonObject } from '@backstage/types';
import { TargetRef } from '../actions/types';
import { LintRule } from '../lints/types';
import { Wording } from '../plans/types';
import {
  Placeholder,
  StatementFilter,
  StatementPosition,
  Verdict,
} from './types';

/** One word of a command after quoting was taken off. @public */
export interface CommandWord {
  /** The word's value. Filled placeholders are already replaced, as one word, never split again. */
  text: string;
  /** Where it stands in the statement's text. */
  position: StatementPosition;
  /** True when any part was quoted. */
  quoted: boolean;
  /** Unfilled placeholders inside the word. */
  placeholders: string[];
  /** Its `$(date ...)` without a value, as written; refused unless the grammar says that it uses them. */
  dates?: readonly string[];
  /** True when a value was put in for a placeholder or a variable. */
  filled?: boolean;
}

/** One simple command: words, then the harmless tail of its pipe. @public */
export interface SimpleCommand {
  words: CommandWord[];
  filters: StatementFilter[];
  /** `> name` as a download; null without. */
  redirect: string | null;
  /** A here-document's body given to standard input; null without. */
  input: string | null;
  /** Unfilled placeholders inside `input`. */
  inputPlaceholders?: readonly string[];
}

/** Defaults a grammar may use, taken from the entity and the configuration. @public */
export interface GrammarContext {
  /** Names of configured clusters, for `--context`. */
  clusters: readonly string[];
  /** Cluster of the entity, or the only one; undefined when it must be asked. */
  cluster?: string;
  /** Namespace of the entity; undefined when there is none. */
  namespace?: string;
  /**
   * Resource names the cluster knows, each with its kinds; undefined offline, then the grammar's own table decides.
   */
  resources?: readonly KnownResource[];
  /**
   * Values a person gave for fields the statement's text leaves open, keyed by placeholder (`<namespace>`, `<cluster>`).
   */
  asked?: Readonly<Record<string, string>>;
}

/** A resource as discovery names it. @public */
export interface KnownResource {
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular: string;
  shortNames: readonly string[];
  namespaced: boolean;
}

/** What a grammar made of a command. @public */
export interface CommandReading {
  verdict: Verdict;
  verb: string | null;
  action: string | null;
  input: JsonObject | null;
  target: TargetRef | null;
  placeholders: Placeholder[];
  reason: string | null;
  /** The reason for pages in other languages. */
  wording?: Wording;
  position: StatementPosition | null;
  /**
   * What of the shell around the command the reading made use of: a here-document, or dates inside of words, which it
   * lists among its placeholders. What is not used is refused.
   */
  uses?: { input?: boolean; dates?: boolean };
  /**
   * The cluster that the commands behind it in the block are meant for. Nothing is switched: those that would go to
   * another one are refused.
   */
  selects?: string;
  /** The same for the namespace of those commands behind it that write none. */
  selectsNamespace?: string;
}

/** The reading of several commands of a pipe that mean one thing together. @public */
export interface PipeReading {
  reading: CommandReading;
  /** How many commands of the pipe it covers; the others are filters. */
  commands: number;
}

/** Languages of queries that blocks may hold. @public */
export type QueryLanguage = 'logql' | 'promql' | 'sql';

/**
 * One language of queries. Pure as {@link CommandGrammar}; `parse` is given one query as written, placeholders included.
 * @public
 */
export interface QueryGrammar {
  language: QueryLanguage;
  /** Positions are relative to the query's text. */
  parse(
    query: string,
    context: GrammarContext & {
      /** Values of placeholders, keyed by their text as written; a value never changes the query's structure. */
      values: Readonly<Record<string, string>>;
    },
  ): CommandReading;
}

/**
 * The commands of one tool. Pure: no Node, no Backstage services, linear time, never throws for any input.
 * @public
 */
export interface CommandGrammar {
  /** The first word of its commands: `kubectl`. */
  tool: string;
  /**
   * Environment variables by which a shell would send its commands elsewhere, `KUBECONFIG`. Where there are several
   * clusters, commands behind one of them are refused.
   */
  redirectedBy?: readonly string[];
  /** Reads one command. Unknown flags and verbs are refused with a position and a hint, never guessed. */
  parse(command: SimpleCommand, context: GrammarContext): CommandReading;
  /**
   * Reads a pipe that begins with a command of this tool and means one thing as a whole; null for every other, which
   * is then read as the first command with filters.
   */
  parsePipe?(
    commands: readonly SimpleCommand[],
    context: GrammarContext,
  ): PipeReading | null;
  /** What is known to be wrong in texts about the tool. */
  lints?: readonly LintRule[];
}
