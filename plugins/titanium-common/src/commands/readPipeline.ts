import { parseFilter } from './filters/parseFilter';
import { CommandGrammar, CommandReading } from './grammar';
import { Reason, worded } from './reasons';
import { ResolvedInput, resolveInput } from './shell/resolveInput';
import { ResolvedWord } from './shell/resolveWord';
import { ShellCommand, ShellProblem } from './shell/types';
import {
  BlockSession,
  plainWords,
  refusal,
  toStatement,
} from './statementParts';
import { ParsedStatement, StatementFilter, StatementPosition } from './types';

type Command = Omit<ShellCommand, 'words'> & { words: ResolvedWord[] };

interface Place {
  line: number;
  text: string;
  offset: number;
  problem: ShellProblem | null;
  relative(at: StatementPosition): StatementPosition;
}

class Refusal extends Error {
  constructor(
    readonly reason: string | Reason,
    readonly at: StatementPosition | null,
  ) {
    super(typeof reason === 'string' ? reason : reason.reason);
  }
}

const FILE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.+@%-]{0,150}$/u;

/** The name `> name` downloads under: its last part, with `$(date ...)` left for the moment of the download. */
function downloadName(command: Command, session: BlockSession): string | null {
  let name: string | null = null;
  for (const { operator, target, position } of command.redirects) {
    const written = target && session.text.slice(target.offset, target.end);
    if (
      (operator === '2>' && written === '/dev/null') ||
      (operator === '2>&' && written === '1')
    ) {
      continue;
    }
    if (operator !== '>' || !target) {
      throw new Refusal(
        worded(
          'pipe.redirection',
          'The redirection {{operator}} is not supported: only > with a file name, which becomes a download.',
          { operator },
        ),
        position,
      );
    }
    if (name !== null) {
      throw new Refusal(
        worded('pipe.oneFile', 'Only one file can be written.'),
        position,
      );
    }
    const dates: string[] = [];
    let text = '';
    for (const part of target.parts) {
      if (part.kind === 'date') {
        dates.push(part.text);
        text += `%${dates.length - 1}%`;
      } else if (part.kind === 'variable') {
        // The directory of a script does not exist here; the rest of a name must be known.
        text +=
          session.environment.values.get(part.text) ??
          session.environment.variables.get(part.name) ??
          '_';
      } else {
        text += part.text;
      }
    }
    const last = text.slice(text.lastIndexOf('/') + 1);
    const plain = last.replace(/%\d+%/g, '0');
    if (!FILE_NAME.test(plain)) {
      throw new Refusal(
        worded('pipe.fileName', 'This is no name for a download.'),
        position,
      );
    }
    name = last.replace(/%(\d+)%/g, (_, index) => dates[Number(index)]);
  }
  return name;
}

/** Everything of a pipe behind the commands that the reading covers. */
function readTail(
  commands: readonly Command[],
  covered: number,
  session: BlockSession,
): StatementFilter[] {
  const filters: StatementFilter[] = [];
  for (const command of commands.slice(covered)) {
    if (command.words.length === 0) {
      throw new Refusal(
        worded('pipe.missing', 'A command is missing after the pipe.'),
        null,
      );
    }
    const reading = parseFilter(plainWords(command.words));
    if (!reading.ok) {
      throw new Refusal(reading.reason, reading.word.position);
    }
    if (reading.filter) {
      filters.push(reading.filter);
    }
  }
  commands.forEach((command, index) => {
    const name = downloadName(command, session);
    if (name !== null && index < commands.length - 1) {
      throw new Refusal(
        worded('pipe.end', 'Only the end of a pipe can be written to a file.'),
        command.redirects[0].position,
      );
    }
    if (name !== null) {
      filters.push({ name: 'download', args: [name] });
    }
  });
  return filters;
}

/** True when a reading offers nothing to carry out, so that the shell around it cannot change its meaning. */
function isAdvice(reading: CommandReading): boolean {
  return (
    reading.action === null &&
    (reading.verdict === 'form' || reading.verdict === 'session')
  );
}

/** `cat <<EOF | kubectl apply -f -`: the document is the standard input of what follows. */
function isDocument({ words, redirects, input }: Command): boolean {
  const [first, second, third] = words.map(({ text }) => text);
  return (
    first === 'cat' &&
    (second === undefined || second === '-') &&
    third === undefined &&
    redirects.length === 0 &&
    input !== null
  );
}

/** Words that a shell would change before the command sees them. */
function checkWords(commands: readonly Command[], datesUsed: boolean) {
  for (const word of commands.flatMap(({ words }) => words)) {
    if (word.problem) {
      throw new Refusal(word.problem.reason, word.problem);
    }
    if (word.dates.length > 0 && !datesUsed) {
      throw new Refusal(
        worded('pipe.date', 'A date can only stand in a file name.'),
        word.position,
      );
    }
  }
}

/** Here-documents that the reading has no use for, or that a shell would evaluate. */
function checkInputs(
  inputs: readonly (ResolvedInput | null)[],
  { uses }: CommandReading,
) {
  inputs.forEach((input, index) => {
    if (input && !(index === 0 && uses?.input)) {
      throw new Refusal(
        worded('pipe.noInput', 'This command reads no here-document.'),
        null,
      );
    }
    if (input?.problem) {
      throw new Refusal(input.problem.reason, input.problem);
    }
  });
}

/** A command of a block that goes to another cluster than the one it would go to here. */
function checkCluster(
  { target }: CommandReading,
  grammar: CommandGrammar,
  { selected, environment }: Pick<BlockSession, 'selected' | 'environment'>,
) {
  const variable = grammar.redirectedBy?.find(name =>
    environment.assigned.has(name),
  );
  if (target && variable) {
    throw new Refusal(
      worded(
        'pipe.redirected',
        'The block sets {{variable}} before this, which would send it elsewhere: leave that out and write into the command where it goes.',
        { variable },
      ),
      null,
    );
  }
  if (target && selected !== undefined && target.cluster !== selected) {
    throw new Refusal(
      worded(
        'pipe.switched',
        'The block switches to {{cluster}} before this: write --context {{cluster}} into the command, so that it says itself where it goes.',
        { cluster: selected },
      ),
      null,
    );
  }
}

/** A command that would go to another namespace here than behind the switch that the block makes. */
function checkNamespace(
  namespace: string,
  { verdict, target }: CommandReading,
  readIn: (namespace: string) => CommandReading,
) {
  const same = verdict === 'read' && target?.namespace === namespace;
  // What reads differently by the default says nothing itself.
  const [one, other] = ['one', 'other'].map(name =>
    JSON.stringify(readIn(name).input),
  );
  if (!same && one !== other) {
    throw new Refusal(
      worded(
        'pipe.namespace',
        'The block switches to namespace {{namespace}} before this: write -n {{namespace}} into the command, so that it says itself where it goes.',
        { namespace },
      ),
      null,
    );
  }
}

/** A value that a command would print feeds a change: what it will be is not known when it is agreed to. */
function checkComputed(
  { verdict }: CommandReading,
  used: readonly Pick<ResolvedWord, 'computed'>[],
) {
  const variable = used.find(({ computed }) => computed)?.computed;
  if (variable && verdict !== 'read' && verdict !== 'session') {
    throw new Refusal(
      worded(
        'pipe.computed',
        '{{variable}} is what a command prints, and that must not decide what is changed: look it up in a step of its own and write a placeholder such as <name>.',
        { variable },
      ),
      null,
    );
  }
}

/** Reads commands joined by pipes, at least one of which belongs to an installed tool or runs one. */
export function readPipeline(
  commands: readonly Command[],
  session: BlockSession,
  place: Place,
): ParsedStatement {
  const toolAt = commands.findIndex(({ words }) =>
    session.grammars.has(words[0]?.text),
  );
  if (toolAt < 0) {
    return refusal({
      ...place,
      verdict: place.problem ? 'refuse' : 'prose',
      reason: place.problem?.reason ?? null,
      position: place.problem && place.relative(place.problem),
    });
  }
  const document = toolAt === 1 && isDocument(commands[0]) ? commands[0] : null;
  const own = commands.slice(toolAt);
  const inputs = own.map(({ input }, index) => {
    const source = index === 0 && document ? document.input : input;
    return source && resolveInput(source, session.environment);
  });
  const simple = own.map(({ words }, index) => ({
    words: plainWords(words),
    filters: [],
    redirect: null,
    input: inputs[index]?.text ?? null,
    inputPlaceholders: inputs[index]?.placeholders ?? [],
  }));
  const tool = own[0].words[0].text;
  const grammar = session.grammars.get(tool)!;
  const context = session.contextOf(tool);
  const pipe =
    own.length > 1 ? grammar.parsePipe?.(simple, context) ?? null : null;
  const reading = pipe?.reading ?? grammar.parse(simple[0], context);
  const covered = pipe?.commands ?? 1;
  const { selected } = session;
  const { selectedNamespace } = session;
  session.selected = reading.selects ?? selected;
  if (reading.selectsNamespace !== undefined) {
    session.selectedNamespace = { tool, namespace: reading.selectsNamespace };
  }
  const used = [
    ...own.slice(0, covered).flatMap(({ words }) => words),
    ...inputs.slice(0, covered).filter(input => input !== null),
  ];
  if (isAdvice(reading)) {
    return toStatement(place, reading, used, []);
  }
  try {
    if (place.problem) {
      throw new Refusal(place.problem.reason, place.problem);
    }
    if (toolAt > 0 && !document) {
      throw new Refusal(
        worded('pipe.into', 'Nothing can be piped into this command here.'),
        commands[0].words[0]?.position ?? null,
      );
    }
    if (document && own[0].input) {
      throw new Refusal(
        worded('pipe.oneInput', 'Only one here-document can be read.'),
        null,
      );
    }
    checkWords(own.slice(0, covered), reading.uses?.dates ?? false);
    if (reading.verdict === 'refuse') {
      return toStatement(place, reading, used, []);
    }
    if (context.clusters.length > 1 && !reading.selects) {
      checkCluster(reading, grammar, { ...session, selected });
    }
    if (selectedNamespace?.tool === tool) {
      checkNamespace(selectedNamespace.namespace, reading, namespace =>
        grammar.parse(simple[0], { ...context, namespace, asked: {} }),
      );
    }
    checkComputed(reading, used);
    checkInputs(inputs, reading);
    checkWords(own.slice(covered), false);
    const filters = readTail(own, covered, session);
    if (
      reading.verdict !== 'read' &&
      (filters.length > 0 || own.length > covered)
    ) {
      throw new Refusal(
        worded(
          'pipe.change',
          'Only what a command reads can be filtered or downloaded, not a change.',
        ),
        own[covered]?.words[0]?.position ??
          own.find(({ redirects }) => redirects.length > 0)?.redirects[0]
            .position ??
          null,
      );
    }
    return toStatement(place, reading, used, filters);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    return refusal({
      ...place,
      verb: reading.verb,
      reason: error.reason,
      position: error.at && place.relative(error.at),
    });
  }
}
