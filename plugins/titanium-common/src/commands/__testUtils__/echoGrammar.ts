import { CommandGrammar, CommandReading } from '../grammar';
import { readBlock } from '../readBlock';
import { ParsedStatement } from '../types';

/** A tool whose statements say which words arrived: `show ...` reads, `make ...` changes, `talk` is a session. */
export const echoGrammar: CommandGrammar = {
  tool: 'tool',
  parse({ words, input }, context): CommandReading {
    const [, verb, ...rest] = words;
    const reading: CommandReading = {
      verdict: 'read',
      verb: `tool ${verb?.text ?? ''}`,
      action: 'test.show',
      input: {
        words: rest.map(({ text }) => text),
        input,
        asked: { ...context.asked },
      },
      target: null,
      placeholders: words.flatMap(({ placeholders }) =>
        placeholders.map(text => ({
          text,
          type: text.includes('pod') ? ('pod' as const) : ('text' as const),
        })),
      ),
      reason: null,
      position: null,
    };
    switch (verb?.text) {
      case 'show':
        return reading;
      case 'make':
        return { ...reading, verdict: 'change', action: 'test.make' };
      case 'talk':
        return {
          ...reading,
          verdict: 'session',
          action: null,
          input: null,
          reason: 'Talk is not carried out.',
        };
      default:
        return {
          ...reading,
          verdict: 'refuse',
          action: null,
          input: null,
          reason: 'Unknown verb.',
          position: (verb ?? words[0]).position,
        };
    }
  },
};

/** Reads a block with the echo grammar; `null` means a block of no language. */
export function read(
  text: string,
  language: string | null = 'bash',
  values?: Record<string, string>,
): ParsedStatement[] {
  return readBlock(text, {
    language: language ?? undefined,
    grammars: [echoGrammar],
    context: { clusters: ['test'] },
    values,
  });
}

/** The words of the one statement's tool, or why there are none. */
export function wordsOf(text: string): unknown {
  const [statement, ...more] = read(text);
  if (more.length > 0) {
    throw new Error(`More than one statement in ${text}`);
  }
  return statement.input?.words ?? statement.reason;
}
