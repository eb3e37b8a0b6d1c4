import { GrammarContext, QueryGrammar, QueryLanguage } from './grammar';
import { Reason, worded } from './reasons';
import { refusal } from './statementParts';
import { ParsedStatement } from './types';

const MISSING: Record<QueryLanguage, Reason> = {
  logql: worded(
    'missing.logql',
    'Log queries need the observability module, which is not installed.',
  ),
  promql: worded(
    'missing.promql',
    'Metric queries need the observability module, which is not installed.',
  ),
  sql: worded(
    'missing.sql',
    'SQL needs the PostgreSQL module, which is not installed.',
  ),
};

interface Query {
  line: number;
  text: string;
}

/** The queries of a block, told apart by blank lines, comments and, in SQL, by semicolons. */
function split(text: string, language: QueryLanguage): Query[] {
  const queries: Query[] = [];
  let lines: string[] = [];
  let first = 0;
  const close = () => {
    if (lines.length > 0) {
      queries.push({ line: first, text: lines.join('\n') });
      lines = [];
    }
  };
  const comment = language === 'sql' ? '--' : '#';
  text.split('\n').forEach((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith(comment)) {
      close();
      return;
    }
    if (lines.length === 0) {
      first = index + 1;
    }
    lines.push(line.trimEnd());
    if (language === 'sql' && trimmed.endsWith(';')) {
      close();
    }
  });
  close();
  return queries;
}

/** Reads the queries of a block with the grammar of their language; without one they are left as text. */
export function readQueries(
  text: string,
  language: QueryLanguage,
  options: {
    grammar: QueryGrammar | undefined;
    context: GrammarContext;
    values: Readonly<Record<string, string>>;
  },
): ParsedStatement[] {
  const { grammar, context, values } = options;
  return split(text, language).map(query =>
    grammar
      ? {
          ...query,
          ...grammar.parse(query.text, { ...context, values }),
          filters: [],
        }
      : refusal({ ...query, verdict: 'prose', reason: MISSING[language] }),
  );
}
