import {
  CommandWord,
  Reason,
  reasonOf,
  StatementPosition,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** A part of a word: an argument or a flag's value. */
export interface Piece {
  text: string;
  /** Unfilled placeholders inside it. */
  placeholders: readonly string[];
  /** The word it stands in. */
  position: StatementPosition;
}

/** Thrown inside the grammar, turned into a verdict at its edge. */
export class CommandRefusal extends Error {
  readonly because: Reason;

  constructor(
    reason: string | Reason,
    readonly position: StatementPosition | null,
    readonly verdict: 'refuse' | 'session' = 'refuse',
  ) {
    const because = reasonOf(reason);
    super(because.reason);
    this.because = because;
  }
}

export function toPiece({ text, placeholders, position }: CommandWord): Piece {
  return { text, placeholders, position };
}

/** The piece with another text, and those placeholders that lie in it. */
export function part(of: Piece, text: string): Piece {
  return {
    text,
    position: of.position,
    placeholders: of.placeholders.filter(name => text.includes(name)),
  };
}

/** True when the piece is one placeholder and nothing else. */
export function isPlaceholder(piece: Piece): boolean {
  return piece.placeholders.length > 0 && piece.placeholders[0] === piece.text;
}

/** The text with a harmless letter for each placeholder, to check the rest of it. */
export function sample(piece: Piece): string {
  return piece.placeholders.reduce(
    (text, name) => text.split(name).join('x'),
    piece.text,
  );
}

function placeholderAt(
  { text, placeholders }: Piece,
  offset: number,
): string | undefined {
  return placeholders.find(name => text.startsWith(name, offset));
}

/** Where a separator stands outside of placeholders; -1 for nowhere. */
export function indexOutside(piece: Piece, separator: string): number {
  let at = 0;
  while (at < piece.text.length) {
    const placeholder = placeholderAt(piece, at);
    if (placeholder) {
      at += placeholder.length;
    } else if (piece.text[at] === separator) {
      return at;
    } else {
      at += 1;
    }
  }
  return -1;
}
