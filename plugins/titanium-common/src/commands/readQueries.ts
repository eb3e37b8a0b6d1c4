import { ParsedStatement } from './types';

const REASONS = {
  logql: 'Log queries need the observability module, which is not installed.',
  promql:
    'Metric queries need the observability module, which is not installed.',
  sql: 'SQL needs the PostgreSQL module, which is not installed.',
};

/** The queries of a block, told apart by blank lines, comments and, in SQL, by semicolons; none of them runs yet. */
export function readQueries(
  text: string,
  language: 'logql' | 'promql' | 'sql',
): ParsedStatement[] {
  const statements: ParsedStatement[] = [];
  let lines: string[] = [];
  let first = 0;
  const close = () => {
    if (lines.length > 0) {
      statements.push({
        line: first,
        text: lines.join('\n'),
        verdict: 'prose',
        verb: null,
        action: null,
        input: null,
        target: null,
        placeholders: [],
        filters: [],
        reason: REASONS[language],
        position: null,
      });
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
  return statements;
}
