import { StatementLint } from '@titanium-portal/backstage-plugin-titanium-common';
import { CheckedStatement } from '../check/types';
import { isRefused, Reporter } from './types';

/** The fields of a statement that are promised, in their order; absent things are null. */
/** Only where there are some: the promised shape is that of a text nothing is wrong with. */
function lintsJson(lints: readonly StatementLint[]) {
  return lints.length > 0
    ? {
        lints: lints.map(({ code, message, correction }) => ({
          code,
          message,
          correction,
        })),
      }
    : {};
}

function statementJson(statement: CheckedStatement) {
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
    ...lintsJson(statement.lints),
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
    for (const { line, language, statements, lints } of blocks) {
      refused += statements.filter(isRefused).length;
      const block = {
        line,
        language,
        statements: statements.map(statementJson),
        ...lintsJson(lints),
      };
      print(`${beforeBlock}\n${JSON.stringify(block)}`);
      beforeBlock = ',';
    }
    print(']}');
  }
  print(`${beforeFile === ',' ? '' : beforeFile}]}\n`);
  return refused;
};
