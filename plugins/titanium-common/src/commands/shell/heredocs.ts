import { ShellCommand } from './types';

/** A here-document whose body is still to come. */
export interface Heredoc {
  /** The line that ends it. */
  delimiter: string;
  /** True when the end word is quoted: nothing in the body is replaced. */
  literal: boolean;
  /** `<<-` takes leading tabs away. */
  tabs: boolean;
}

/** The end word as it is written behind `<<`; null where there is none. */
export function endWordOf(
  written: string | null,
): Pick<Heredoc, 'delimiter' | 'literal'> | null {
  const delimiter = written?.replace(/['"\\]/g, '') ?? '';
  return delimiter === ''
    ? null
    : { delimiter, literal: delimiter !== written };
}

/** A body, from the line behind the one that named it. */
export interface HeredocBody {
  input: NonNullable<ShellCommand['input']>;
  /** Where the end word, or without it the text, ends. */
  end: number;
  /** The first line behind it. */
  next: number;
  /** False when the end word is missing. */
  closed: boolean;
}

/** Reads a body up to its end word, or to the end of the text. */
export function readHeredoc(
  text: string,
  start: number,
  { delimiter, literal, tabs }: Heredoc,
): HeredocBody {
  const inputUpTo = (end: number) => {
    const body = text.slice(start, end);
    return {
      text: tabs ? body.replace(/^\t+/gm, '') : body,
      literal,
      offset: start,
    };
  };
  let at = start;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const next = feed < 0 ? text.length : feed + 1;
    let from = at;
    while (tabs && text[from] === '\t') {
      from += 1;
    }
    const ends =
      end - from <= delimiter.length + 1 &&
      text.slice(from, end).replace(/\r$/, '') === delimiter;
    if (ends) {
      return { input: inputUpTo(at), end, next, closed: true };
    }
    at = next;
  }
  return {
    input: inputUpTo(text.length),
    end: text.length,
    next: text.length,
    closed: false,
  };
}
