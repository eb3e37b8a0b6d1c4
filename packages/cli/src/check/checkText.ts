import {
  blockLints,
  LintRule,
  lintText,
  readBlock,
  sqlLints,
} from '@titanium-portal/backstage-plugin-titanium-common';
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

/** All grammars of the product. */
export const GRAMMARS = {
  grammars: [kubectlGrammar, istioctlGrammar, argocdGrammar],
  queries: [logqlGrammar, promqlGrammar],
};

const RULES: readonly LintRule[] = [
  ...blockLints,
  ...sqlLints,
  ...GRAMMARS.grammars.flatMap(({ lints }) => lints ?? []),
];

function checkBlock(
  text: string,
  language: string | null,
  line: number,
  firstLine: number,
): CheckedBlock {
  const statements = readBlock(text, {
    ...GRAMMARS,
    // No cluster is known here: names are taken as they are written.
    context: { clusters: [] },
    language: language ?? undefined,
  });
  const subject = { language: language ?? undefined };
  return {
    line,
    language,
    statements: statements.map(statement => ({
      ...statement,
      line: statement.line + firstLine - 1,
      lints: lintText(
        {
          ...subject,
          text: statement.text,
          block: text,
          statement: { ...statement, defaults: {} },
        },
        RULES,
      ),
    })),
    lints: statements.length === 0 ? lintText({ ...subject, text }, RULES) : [],
  };
}

/** The statements of a Markdown text, block by block. */
export function* checkMarkdown(text: string): Generator<CheckedBlock> {
  for (const { line, language, lines } of findFences(text)) {
    yield checkBlock(lines.join('\n'), language, line, line + 1);
  }
}

/** The statements of a shell script. */
export function* checkScript(text: string): Generator<CheckedBlock> {
  yield checkBlock(text, 'bash', 1, 1);
}
