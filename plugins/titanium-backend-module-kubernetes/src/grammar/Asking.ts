import {
  Placeholder,
  PlaceholderType,
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { CommandRefusal, isPlaceholder, Piece } from './pieces';

/** Takes values out of a command and gathers what they leave open. */
export class Asking {
  private readonly placeholders = new Map<string, Placeholder>();

  /** What has been left open so far. */
  protected asked(): Placeholder[] {
    return [...this.placeholders.values()];
  }

  refuse(reason: string | Reason, piece?: Piece): never {
    throw new CommandRefusal(reason, piece?.position ?? null);
  }

  /** Notes a placeholder that is no word of its own, such as one inside a here-document. */
  ask(text: string, type: PlaceholderType): string {
    this.placeholders.set(text, { text, type });
    return text;
  }

  /** A value with its placeholders noted: typed when it is nothing but one, else free text inside a larger word. */
  take(piece: Piece, type: PlaceholderType): string {
    if (isPlaceholder(piece)) {
      return this.ask(piece.text, type);
    }
    piece.placeholders.forEach(text => {
      if (!this.placeholders.has(text)) {
        this.ask(text, 'text');
      }
    });
    return piece.text;
  }

  /** A whole number, or the placeholder that stands for one. */
  number(piece: Piece, type: PlaceholderType, what: string): number | string {
    if (isPlaceholder(piece)) {
      return this.take(piece, type);
    }
    if (!/^(?:0|[1-9]\d{0,8})$/.test(piece.text)) {
      this.refuse(
        worded('values.number', '{{what}} must be a whole number.', { what }),
        piece,
      );
    }
    return Number(piece.text);
  }
}
