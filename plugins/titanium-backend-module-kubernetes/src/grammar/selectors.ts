import {
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { Piece, sample } from './pieces';

const KEY =
  '(?:[a-z0-9][a-z0-9.-]{0,252}/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62})?';
const VALUE = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62})?';
const LABEL_REQUIREMENT = new RegExp(
  `^(?:!?${KEY}|${KEY} ?(?:==|=|!=) ?${VALUE}|${KEY} +(?:in|notin) +\\( ?${VALUE}(?: ?, ?${VALUE}){0,50} ?\\))$`,
);
const FIELD_REQUIREMENT =
  /^[A-Za-z][A-Za-z0-9.[\]_-]{0,200}(?:==|=|!=)[A-Za-z0-9][A-Za-z0-9._:/-]{0,252}$/;

const LABEL_KEY = new RegExp(`^${KEY}$`);

/** True for the key of a label, with or without a prefix. */
export function isLabelKey(text: string): boolean {
  return text.length <= 320 && LABEL_KEY.test(text);
}

/** Splits at commas outside parentheses. */
function requirements(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') {
      depth += 1;
    } else if (text[i] === ')') {
      depth -= 1;
    } else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.map(part => part.trim());
}

function check(
  call: Call,
  piece: Piece | undefined,
  pattern: RegExp,
  why: Reason,
): string | null {
  if (!piece) {
    return null;
  }
  const text = sample(piece);
  // A selector that selects by nothing would select everything.
  if (
    text.length > 1000 ||
    !requirements(text).every(
      requirement => requirement.length < 600 && pattern.test(requirement),
    )
  ) {
    call.refuse(why, piece);
  }
  return call.take(piece, 'text');
}

/** `-l app=x,tier!=y`; null without. */
export function labelSelector(call: Call): string | null {
  return check(
    call,
    call.flag('selector'),
    LABEL_REQUIREMENT,
    worded('selectors.label', 'This is no label selector.'),
  );
}

/** `--field-selector type=Warning`; null without. */
export function fieldSelector(call: Call): string | null {
  return check(
    call,
    call.flag('field-selector'),
    FIELD_REQUIREMENT,
    worded('selectors.field', 'This is no field selector.'),
  );
}
