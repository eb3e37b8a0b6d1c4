import { readBlock } from '@titanium-portal/backstage-plugin-titanium-common';
import { argocdGrammar } from '@titanium-portal/backstage-plugin-titanium-backend-module-argocd/grammar';
import {
  istioctlGrammar,
  kubectlGrammar,
} from '@titanium-portal/backstage-plugin-titanium-backend-module-kubernetes/grammar';
import {
  logqlGrammar,
  promqlGrammar,
} from '@titanium-portal/backstage-plugin-titanium-backend-module-observability/grammar';
import { findFences } from './fences';
import { CheckedBlock } from './types';

const READERS = {
  grammars: [kubectlGrammar, istioctlGrammar, argocdGrammar],
  queries: [logqlGrammar, promqlGrammar],
  // No cluster is known here: names are taken as they are written.
  context: { clusters: [] },
};

function checkBlock(
  text: string,
  language: string | null,
  line: number,
  firstLine: number,
): CheckedBlock {
  const statements = readBlock(text, {
    ...READERS,
    language: language ?? undefined,
  });
  return {
    line,
    language,
    statements: statements.map(statement => ({
      ...statement,
      line: statement.line + firstLine - 1,
    })),
  };
}

/** The statements of a Markdown text, block by block. */
export function checkMarkdown(text: string): CheckedBlock[] {
  return findFences(text).map(({ line, language, lines }) =>
    checkBlock(lines.join('\n'), language, line, line + 1),
  );
}

/** The statements of a shell script. */
export function checkScript(text: string): CheckedBlock[] {
  return [checkBlock(text, 'bash', 1, 1)];
}
