import { ParsedStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { CheckedFile } from '../check/types';

/** The fields of a statement that are promised, in their order; absent things are null. */
function statementJson(statement: ParsedStatement) {
  const { target } = statement;
  return {
    line: statement.line,
    text: statement.text,
    verdict: statement.verdict,
    action: statement.action,
    input: statement.input,
    target: target && {
      cluster: target.cluster,
      namespace: target.namespace,
      kind: target.kind,
      name: target.name,
      selector: target.selector,
      allNamespaces: target.allNamespaces,
    },
    verb: statement.verb,
    placeholders: statement.placeholders.map(({ text, type }) => ({
      text,
      type,
    })),
    filters: statement.filters,
    reason: statement.reason,
  };
}

/** The report for programs. */
export function jsonReport(files: readonly CheckedFile[]): string {
  const report = {
    files: files.map(({ path, blocks }) => ({
      path,
      blocks: blocks.map(({ line, language, statements }) => ({
        line,
        language,
        statements: statements.map(statementJson),
      })),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
