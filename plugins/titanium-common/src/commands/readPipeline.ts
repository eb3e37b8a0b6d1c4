import { parseFilter } from './filters/parseFilter';
import { CommandReading } from './grammar';
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
  constructor(readonly reason: string, readonly at: StatementPosition | null) {
    super(reason);
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
        `The redirection ${operator} is not supported: only > with a file name, which becomes a download.`,
        position,
      );
    }
    if (name !== null) {
      throw new Refusal('Only one file can be written.', position);
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
      throw new Refusal('This is no name for a download.', position);
    }
    name = last.replace(/%(\d+)%/g, (_, index) => dates[Number(index)]);
  }
  return name;
}

/** Everything of a pipe behind the tool's own command. */
function readTail(
  commands: readonly Command[],
  session: BlockSession,
): StatementFilter[] {
  const filters: StatementFilter[] = [];
  for (const command of commands.slice(1)) {
    if (command.words.length === 0) {
      throw new Refusal('A command is missing after the pipe.', null);
    }
    const unfit = command.words.find(word => word.problem);
    if (unfit?.problem) {
      throw new Refusal(unfit.problem.reason, unfit.problem);
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
        'Only the end of a pipe can be written to a file.',
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
  const command = commands[toolAt];
  const tool = command.words[0].text;
  const reading = session.grammars.get(tool)!.parse(
    {
      words: plainWords(command.words),
      filters: [],
      redirect: null,
      input: command.input,
    },
    session.contextOf(tool),
  );
  if (isAdvice(reading)) {
    return toStatement(place, reading, command.words, []);
  }
  try {
    if (place.problem) {
      throw new Refusal(place.problem.reason, place.problem);
    }
    if (toolAt > 0) {
      throw new Refusal(
        'Nothing can be piped into this command here.',
        commands[0].words[0]?.position ?? null,
      );
    }
    const unfit = command.words.find(word => word.problem || word.dated);
    if (unfit) {
      throw new Refusal(
        unfit.problem?.reason ?? 'A date can only stand in a file name.',
        unfit.problem ?? unfit.position,
      );
    }
    if (reading.verdict === 'refuse') {
      return toStatement(place, reading, command.words, []);
    }
    if (command.input !== null) {
      throw new Refusal('This command reads no here-document.', null);
    }
    const filters = readTail(commands, session);
    if (
      reading.verdict !== 'read' &&
      (filters.length > 0 || commands.length > 1)
    ) {
      throw new Refusal(
        'Only what a command reads can be filtered or downloaded, not a change.',
        commands[1]?.words[0]?.position ??
          command.redirects[0]?.position ??
          null,
      );
    }
    return toStatement(place, reading, command.words, filters);
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
