import {
  CommandWord,
  Reason,
  reasonOf,
  StatementPosition,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** A part of a word: a flag's value, one of a comma list. */
export interface Piece {
  text: string;
  /** Unfilled placeholders inside it. */
  placeholders: readonly string[];
  /** The word it stands in. */
  position: StatementPosition;
  /** Dates a shell would put in, as written. */
  dates?: readonly string[];
  /** True when a value was put into the word. */
  filled?: boolean;
}

/** Thrown inside the grammar, turned into verdict `refuse` at its edge. */
export class CommandRefusal extends Error {
  readonly because: Reason;

  constructor(
    reason: string | Reason,
    readonly position: StatementPosition | null,
  ) {
    const because = reasonOf(reason);
    super(because.reason);
    this.because = because;
  }
}

/** A piece of another, with the placeholders that lie in it. */
export function part(of: Piece, text: string): Piece {
  return {
    text,
    position: of.position,
    placeholders: of.placeholders.filter(name => text.includes(name)),
  };
}

export function toPiece(word: CommandWord): Piece {
  return {
    text: word.text,
    position: word.position,
    placeholders: word.placeholders,
    ...(word.dates ? { dates: word.dates } : {}),
    ...(word.filled ? { filled: true } : {}),
  };
}

function placeholderAt(piece: Piece, offset: number): string | undefined {
  return piece.placeholders.find(name => piece.text.startsWith(name, offset));
}

/** Splits at a separator, but not inside placeholders. */
export function split(piece: Piece, separator: string): Piece[] {
  if (!piece.text.includes(separator)) {
    return [piece];
  }
  const parts: Piece[] = [];
  let from = 0;
  let at = 0;
  while (at < piece.text.length) {
    const placeholder = placeholderAt(piece, at);
    if (placeholder) {
      at += placeholder.length;
    } else if (piece.text[at] === separator) {
      parts.push(part(piece, piece.text.slice(from, at)));
      at += 1;
      from = at;
    } else {
      at += 1;
    }
  }
  parts.push(part(piece, piece.text.slice(from)));
  return parts;
}

/** True when the piece is one placeholder and nothing else. */
export function isPlaceholder(piece: Piece): boolean {
  return piece.placeholders.length > 0 && piece.placeholders[0] === piece.text;
}

/** The text with a harmless letter for each placeholder, to check the rest of it. */
export function sample(piece: Piece, letter = 'x'): string {
  return piece.placeholders.reduce(
    (text, name) => text.split(name).join(letter),
    piece.text,
  );
}
