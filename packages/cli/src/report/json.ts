import { ParsedStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { isRefused, Reporter } from './types';

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

/** The report for programs: JSON, a line for each block. */
export const jsonReport: Reporter = (files, print) => {
  let refused = 0;
  let beforeFile = '{"files":[';
  for (const { path, blocks } of files) {
    print(`${beforeFile}\n{"path":${JSON.stringify(path)},"blocks":[`);
    beforeFile = ',';
    let beforeBlock = '';
    for (const { line, language, statements } of blocks) {
      refused += statements.filter(isRefused).length;
      const block = {
        line,
        language,
        statements: statements.map(statementJson),
      };
      print(`${beforeBlock}\n${JSON.stringify(block)}`);
      beforeBlock = ',';
    }
    print(']}');
  }
  print(`${beforeFile === ',' ? '' : beforeFile}]}\n`);
  return refused;
};
