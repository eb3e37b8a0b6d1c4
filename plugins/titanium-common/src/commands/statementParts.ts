import {
  CommandGrammar,
  CommandReading,
  CommandWord,
  GrammarContext,
} from './grammar';
import { Environment, ResolvedWord } from './shell/resolveWord';
import { Reason, reasonOf } from './reasons';
import { ParsedStatement, StatementFilter, StatementPosition } from './types';

/** What the statements of a block share. */
export interface BlockSession {
  text: string;
  grammars: ReadonlyMap<string, CommandGrammar>;
  contextOf: (tool: string) => GrammarContext;
  environment: Environment;
  /** The cluster that an earlier command of the block switched to. */
  selected?: string;
  /** The namespace that an earlier command of the block switched to, and for which tool. */
  selectedNamespace?: { tool: string; namespace: string };
}

/** A statement that is not carried out. */
export function refusal(options: {
  line: number;
  text: string;
  reason: string | Reason | null;
  verdict?: 'refuse' | 'prose' | 'session';
  position?: StatementPosition | null;
  verb?: string | null;
}): ParsedStatement {
  return {
    line: options.line,
    text: options.text,
    verdict: options.verdict ?? 'refuse',
    verb: options.verb ?? null,
    action: null,
    input: null,
    target: null,
    placeholders: [],
    filters: [],
    ...(options.reason === null ? { reason: null } : reasonOf(options.reason)),
    position: options.position ?? null,
  };
}

/** A command's reading as a statement; positions become relative to the statement. */
export function toStatement(
  base: { line: number; text: string; offset: number },
  reading: CommandReading,
  used: readonly Pick<ResolvedWord, 'variables'>[],
  filters: StatementFilter[],
): ParsedStatement {
  const variables: Record<string, string> = {};
  used.forEach(part => Object.assign(variables, part.variables));
  const {
    uses: _uses,
    selects: _selects,
    selectsNamespace: _namespace,
    ...fields
  } = reading;
  return {
    line: base.line,
    text: base.text,
    ...fields,
    filters: reading.action ? filters : [],
    position: reading.position && {
      ...reading.position,
      offset: reading.position.offset - base.offset,
    },
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
  };
}

/** The words of a command as grammars see them. */
export function plainWords(words: readonly ResolvedWord[]): CommandWord[] {
  return words.map(
    ({ text, position, quoted, placeholders, dates, filled }) => ({
      text,
      position,
      quoted,
      placeholders,
      ...(dates.length > 0 ? { dates } : {}),
      ...(filled ? { filled } : {}),
    }),
  );
}
