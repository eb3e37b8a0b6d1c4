import fs from 'node:fs';
import path from 'node:path';
import {
  ParsedStatement,
  readBlock,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { GRAMMARS } from '../check/checkText';
import { ROOT } from './root';

/** A statement of the operations guide, and what kind of command it is. */
export interface CoveredStatement extends ParsedStatement {
  family: Family;
  /** Read, change or form with an action behind it. */
  runs: boolean;
}

/** What the guide's commands are told apart by; `database` ones wait for a module that is not installed. */
export type Family =
  | 'kubectl'
  | 'istioctl'
  | 'argocd'
  | 'logql'
  | 'promql'
  | 'database'
  | 'other';

/** Those of which at least nine in ten have to run. */
export const PROMISED: readonly Family[] = [
  'kubectl',
  'logql',
  'promql',
  'argocd',
];

const KUBECTL =
  'plugins/titanium-backend-module-kubernetes/src/grammar/__fixtures__/guideCommands.json';
const OTHERS = 'packages/cli/src/guide/__fixtures__/guideOthers.json';

interface Entry {
  text: string;
  language?: string;
}

function entries(): Entry[] {
  return [KUBECTL, OTHERS].flatMap(
    file =>
      JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')) as Entry[],
  );
}

function familyOf(text: string, language: string, reason: string): Family {
  if (language === 'logql' || language === 'promql') {
    return language;
  }
  if (language === 'sql' || /PostgreSQL/.test(reason)) {
    return 'database';
  }
  const tool = /\b(?:kubectl|istioctl|argocd)\b/.exec(text.split(' ')[0])?.[0];
  return (tool as Family | undefined) ?? 'other';
}

/** Reads every statement of the guide as the portal of one cluster does. */
export function coverage(): CoveredStatement[] {
  return entries().map(({ text, language = 'bash' }) => {
    const statements = readBlock(text, {
      ...GRAMMARS,
      language,
      context: { clusters: ['titanium'] },
    });
    const [statement, ...more] = statements;
    if (!statement || more.length > 0) {
      throw new Error(`No single statement: ${text}`);
    }
    return {
      ...statement,
      family: familyOf(text, language, statement.reason ?? ''),
      runs:
        statement.action !== null &&
        ['read', 'change', 'form'].includes(statement.verdict),
    };
  });
}
