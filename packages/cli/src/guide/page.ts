import { CoveredStatement, Family, PROMISED } from './coverage';
import { Language, TEXTS } from './texts';

const FAMILIES: readonly Family[] = [
  'kubectl',
  'istioctl',
  'argocd',
  'logql',
  'promql',
  'database',
  'other',
];

const NAMES: Partial<Record<Family, string>> = {
  kubectl: '`kubectl`',
  istioctl: '`istioctl`',
  argocd: '`argocd`',
  logql: 'LogQL',
  promql: 'PromQL',
};

/** One line, so that it stands in a list. */
function oneLine(text: string): string {
  return text.replace(/\s*\\?\n\s*/g, ' ').trim();
}

function percent(part: number, whole: number): string {
  return `${Math.floor((100 * part) / whole)} %`;
}

/** A table as prettier leaves it: columns of one width. */
function table(rows: readonly (readonly string[])[]): string[] {
  // Hangul takes two columns of a terminal, which is what widths are counted in.
  const width = (text: string) =>
    [...text].reduce(
      (sum, char) => sum + (/[\u1100-\uffdc]/.test(char) ? 2 : 1),
      0,
    );
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => width(row[column])), 3),
  );
  const line = (row: readonly string[]) =>
    `| ${row
      .map((cell, at) => cell + ' '.repeat(widths[at] - width(cell)))
      .join(' | ')} |`;
  const [head, ...body] = rows;
  return [
    line(head),
    `| ${widths.map(size => '-'.repeat(size)).join(' | ')} |`,
    ...body.map(line),
  ];
}

function numbers(
  statements: readonly CoveredStatement[],
  language: Language,
): string[] {
  const texts = TEXTS[language];
  const count = (families: readonly Family[]) => {
    const all = statements.filter(({ family }) => families.includes(family));
    return { all: all.length, runs: all.filter(({ runs }) => runs).length };
  };
  const promised = count(PROMISED);
  const rows = FAMILIES.map(family => {
    const { all, runs } = count([family]);
    return [NAMES[family] ?? texts.families[family]!, `${all}`, `${runs}`];
  });
  return [
    texts.numbers(
      statements.length,
      promised.all,
      promised.runs,
      percent(promised.runs, promised.all),
    ),
    '',
    ...table([[...texts.columns], ...rows]),
  ];
}

function item(statement: CoveredStatement, language: Language): string {
  const { runs, action, reason } = statement;
  const what = runs ? `\`${action}\`` : TEXTS[language].reason(reason);
  return `- \`${oneLine(statement.text)}\`: ${what}`;
}

/** The page of what the portal makes of the operations guide. */
export function coveragePage(
  statements: readonly CoveredStatement[],
  language: Language,
): string {
  const texts = TEXTS[language];
  const section = (
    id: string,
    [title, lead]: readonly [string, string],
    chosen: readonly CoveredStatement[],
  ) =>
    chosen.length === 0
      ? []
      : [
          '',
          `## ${title} {#${id}}`,
          '',
          lead,
          '',
          ...chosen.map(statement => item(statement, language)),
        ];
  const by = (verdict: string, runs: boolean) =>
    statements.filter(
      statement => statement.verdict === verdict && statement.runs === runs,
    );
  return `${[
    `# ${texts.title} {#guide-coverage}`,
    '',
    texts.intro,
    '',
    `## ${texts.numbersTitle} {#numbers}`,
    '',
    ...numbers(statements, language),
    ...section('read', texts.read, by('read', true)),
    ...section('change', texts.change, by('change', true)),
    ...section('form', texts.form, by('form', true)),
    ...section('session', texts.session, by('session', false)),
    ...section('prose', texts.prose, by('prose', false)),
  ].join('\n')}\n`;
}
