import {
  assign,
  assignedName,
  assignmentReason,
  computedName,
} from './assignments';
import { findTypographicQuote, findUnsafeCharacter } from './characters';
import { otherCommand, WRAPPERS } from './otherTools';
import { readPipeline } from './readPipeline';
import { Reason, worded } from './reasons';
import { resolveWord } from './shell/resolveWord';
import { ShellStatement } from './shell/types';
import { OUTPUT_KEY } from '../lints/prompt';
import { BlockSession, refusal } from './statementParts';
import { ParsedStatement, StatementPosition } from './types';

/** True when the text names a tool as a word of its own. */
function mentionsTool(text: string, tools: Iterable<string>): boolean {
  for (const tool of tools) {
    let at = text.indexOf(tool);
    while (at >= 0) {
      const before = text[at - 1] ?? ' ';
      const after = text[at + tool.length] ?? ' ';
      if (!/[\w./-]/.test(before) && !/[\w./-]/.test(after)) {
        return true;
      }
      at = text.indexOf(tool, at + tool.length);
    }
  }
  return false;
}

const OUTPUT = worded(
  OUTPUT_KEY,
  'Lines without a prompt are output here, so this one does not run: write the prompt before it, too.',
);

/** Reads one statement; several when `&&` joins reads that do not need each other. */
export function readStatement(
  statement: ShellStatement,
  session: BlockSession,
): ParsedStatement[] {
  const text = session.text.slice(statement.offset, statement.end).trimEnd();
  const base = { line: statement.line, text, offset: statement.offset };
  const relative = ({ offset, length }: StatementPosition) => ({
    offset: offset - statement.offset,
    length: Math.max(
      0,
      Math.min(length, text.length - offset + statement.offset),
    ),
  });
  if (statement.output) {
    return [
      refusal({ ...base, text: text.trim(), verdict: 'prose', reason: OUTPUT }),
    ];
  }
  const refuse = (reason: Reason, at?: StatementPosition) =>
    refusal({ ...base, reason, position: at ? relative(at) : null });

  const pipelines = statement.pipelines.map(commands =>
    commands
      .filter(({ words, redirects }) => words.length + redirects.length > 0)
      .map(command => ({
        ...command,
        words: command.words.map(word =>
          resolveWord(word, session.environment),
        ),
      })),
  );
  const starts = pipelines.flat().map(({ words }) => words[0]?.text);
  const usesTool =
    !statement.compound && starts.some(name => session.grammars.has(name));
  const prefixed = pipelines
    .flat()
    .find(
      ({ words }) =>
        words[0] &&
        assignedName(words[0]) !== null &&
        words.some(({ text: name }) => session.grammars.has(name)),
    );
  const wrapper = starts.find(name => WRAPPERS.has(name));
  const runsTool =
    usesTool ||
    prefixed ||
    ((statement.compound || wrapper || statement.problems.length > 0) &&
      mentionsTool(text, session.grammars.keys()));

  const computed = statement.compound ? null : computedName(text);
  if (computed !== null && statement.problems.length === 1) {
    session.environment.variables.delete(computed);
    session.environment.assigned.add(computed);
    session.environment.computed.add(computed);
    return [
      refusal({
        ...base,
        verdict: 'prose',
        reason: worded(
          'assigned.computed',
          'Nothing is run to make this value: steps below that read with it ask for it, those that change something do not take it.',
        ),
      }),
    ];
  }
  if (!runsTool) {
    if (!statement.compound) {
      pipelines
        .flat()
        .forEach(({ words }) => assign(words, session.environment));
    }
    const words = pipelines[0]?.[0]?.words ?? [];
    if (words[0]?.text === 'kubectx' && words[1]) {
      session.selected = words[1].text;
    }
    const other =
      words[0] &&
      otherCommand(
        words.map(word => word.text),
        text.slice(0, 20),
      );
    return [
      refusal({
        ...base,
        verdict: other?.verdict ?? 'prose',
        reason: other ?? assignmentReason(words),
      }),
    ];
  }
  if (statement.compound) {
    const { word, position } = statement.compound;
    return [
      refuse(
        word === '(' || word === '{'
          ? worded(
              'shell.brackets',
              'Commands in brackets are not run: write each as its own step.',
            )
          : worded(
              'shell.compound',
              "The shell's {{word}} is not run: write each command as its own step.",
              { word },
            ),
        position,
      ),
    ];
  }
  if (!usesTool && wrapper) {
    const word = pipelines
      .flat()
      .find(({ words }) => words[0]?.text === wrapper);
    return [refuse(WRAPPERS.get(wrapper)!, word?.words[0].position)];
  }
  if (prefixed) {
    return [
      refuse(
        worded(
          'shell.prefixed',
          'Variables set for one command only are not supported: set them on a line before.',
        ),
        prefixed.words[0].position,
      ),
    ];
  }
  const missing = statement.pipelines.find(
    commands =>
      (commands.length > 1 || statement.joins.length > 0) &&
      commands.some(
        ({ words, redirects }) => !words.length && !redirects.length,
      ),
  );
  if (missing) {
    return [
      refuse(worded('shell.missing', 'A command is missing here.'), {
        offset: missing[missing.length - 1].offset,
        length: 0,
      }),
    ];
  }
  const problem = statement.problems[0];
  const unsafe = findUnsafeCharacter(text);
  if (unsafe) {
    return [
      refuse(
        worded(
          'shell.unsafe',
          'The character {{name}} cannot be seen or is not what it looks like: type it again.',
          { name: unsafe.name },
        ),
        { offset: statement.offset + unsafe.offset, length: 1 },
      ),
    ];
  }
  // Inside of a here-document they are text as any other.
  const document = statement.pipelines
    .flat()
    .find(({ input }) => input !== null)?.input;
  const quote = findTypographicQuote(
    document ? text.slice(0, document.offset - statement.offset) : text,
  );
  if (quote !== null) {
    return [
      refuse(
        worded(
          'shell.typographicQuote',
          'A shell does not know typographic quotes: use \' or ".',
        ),
        { offset: statement.offset + quote, length: 1 },
      ),
    ];
  }

  const results = pipelines
    .filter(commands => commands.length > 0)
    .map(commands =>
      readPipeline(commands, session, {
        ...base,
        problem: problem ?? null,
        relative,
      }),
    );
  if (results.length <= 1) {
    return results;
  }
  // `change && echo done`: what only prints neither adds to a change nor depends on it.
  const prints = pipelines.map(
    commands =>
      commands.length === 1 &&
      commands[0].words[0]?.text === 'echo' &&
      commands[0].redirects.length === 0,
  );
  const joined = statement.joins.every(
    ({ offset }) => session.text[offset] === '&',
  );
  // `restart && status`: what reads behind a change is a step of its own, which nothing hangs on.
  const [change, ...behind] = results.filter((_, index) => !prints[index]);
  if (
    joined &&
    change?.verdict !== 'refuse' &&
    behind.every(({ verdict }) => verdict === 'read' || verdict === 'session')
  ) {
    return splitChain(statement, session, results);
  }
  const harmless = results.every(
    result =>
      result.verdict === 'read' ||
      result.verdict === 'session' ||
      (result.verdict === 'prose' && !WRAPPERS.has(result.verb ?? '')),
  );
  if (!harmless) {
    return [
      results.find(result => result.verdict === 'refuse') ??
        refuse(
          worded(
            'shell.chained',
            'Changes cannot be chained: write each command as its own step.',
          ),
          statement.joins[0],
        ),
    ];
  }
  return splitChain(statement, session, results);
}

/** Each part of a chain as a statement of its own, with its own text. */
function splitChain(
  statement: ShellStatement,
  session: BlockSession,
  results: ParsedStatement[],
): ParsedStatement[] {
  const edges = [
    statement.offset,
    ...statement.joins.map(({ offset, length }) => offset + length),
  ];
  let line = statement.line;
  let counted = statement.offset;
  return results.map((result, index) => {
    const end = statement.joins[index]?.offset ?? statement.end;
    const raw = session.text.slice(edges[index], end);
    const start = edges[index] + raw.length - raw.trimStart().length;
    line += session.text.slice(counted, start).split('\n').length - 1;
    counted = start;
    return { ...result, line, text: raw.trim(), position: null };
  });
}
