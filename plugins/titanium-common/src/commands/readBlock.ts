import { classifyBlock } from './language';
import { CommandGrammar, GrammarContext, QueryGrammar } from './grammar';
import { readQueries } from './readQueries';
import { readStatement } from './readStatement';
import { worded } from './reasons';
import { StatementReader } from './shell/readStatements';
import { BlockSession, refusal } from './statementParts';
import { ParsedStatement } from './types';

/** Longest block read; what is longer is refused whole. @public */
export const MAX_BLOCK_LENGTH = 1024 * 1024;
/** Most statements read of one block. @public */
export const MAX_BLOCK_STATEMENTS = 1000;

/** What a block is read with. @public */
export interface ReadBlockOptions {
  /** The fence's language, when it is known. */
  language?: string;
  /** The commands that are installed. */
  grammars: readonly CommandGrammar[];
  /** The languages of queries that are installed. */
  queries?: readonly QueryGrammar[];
  /** Defaults; a function of the tool or query language when they differ in what they know. */
  context: GrammarContext | ((tool: string) => GrammarContext);
  /** Values of placeholders, keyed by their text as written. */
  values?: Readonly<Record<string, string>>;
  /**
   * Whether an action or read of this id can be carried out. A statement of any other is left as text; without it all
   * count as possible.
   */
  offers?: (action: string) => boolean;
}

const NOT_OFFERED = worded(
  'notOffered',
  'This needs a part of the portal that is not installed.',
);

/** A statement whose action nobody offers is shown as one of a module that is missing. */
function offered(
  statement: ParsedStatement,
  offers: ReadBlockOptions['offers'],
): ParsedStatement {
  const { action, line, text, verb } = statement;
  return action === null || !offers || offers(action)
    ? statement
    : refusal({ line, text, verb, verdict: 'prose', reason: NOT_OFFERED });
}

/**
 * Reads a code block into statements: pure, in linear time, and it never throws, whatever the text. Lines that hold no
 * command (comments, output, languages that are not commands) give no statement.
 * @public
 */
export function readBlock(
  text: string,
  options: ReadBlockOptions,
): ParsedStatement[] {
  if (text.length > MAX_BLOCK_LENGTH) {
    return [
      refusal({
        line: 1,
        text: text.slice(0, 80),
        reason: worded('blockTooLong', 'This block is too long to be read.'),
      }),
    ];
  }
  const grammars = new Map(
    options.grammars.map(grammar => [grammar.tool, grammar]),
  );
  const tools = new Set(grammars.keys());
  const block = classifyBlock(text, options.language, tools);
  if (block.kind === 'none') {
    return [];
  }
  const { context } = options;
  const contextOf = (tool: string): GrammarContext => ({
    ...(typeof context === 'function' ? context(tool) : context),
    asked: options.values,
  });
  if (block.kind === 'queries') {
    const { language } = block;
    return readQueries(text, language, {
      grammar: options.queries?.find(query => query.language === language),
      context: contextOf(language),
      values: options.values ?? {},
    })
      .slice(0, MAX_BLOCK_STATEMENTS)
      .map(statement => offered(statement, options.offers));
  }
  const session: BlockSession = {
    text,
    grammars,
    contextOf,
    environment: {
      variables: new Map<string, string>(),
      assigned: new Set<string>(),
      computed: new Set<string>(),
      values: new Map(Object.entries(options.values ?? {})),
    },
  };
  const statements: ParsedStatement[] = [];
  const reader = new StatementReader(text, block.mode, tools);
  for (const statement of reader.statements()) {
    if (statements.length >= MAX_BLOCK_STATEMENTS) {
      statements.push(
        refusal({
          line: statement.line,
          text: text.slice(statement.offset, statement.offset + 80),
          reason: worded(
            'tooManyStatements',
            'The statements from here on are too many to be read.',
          ),
        }),
      );
      break;
    }
    for (const found of readStatement(statement, session)) {
      statements.push(offered(found, options.offers));
    }
  }
  return statements;
}
