import { Span } from './ast';

/** Kinds of tokens, as the server's messages sort them. */
export type TokenKind =
  | 'end'
  | 'error'
  | 'identifier'
  | 'metric identifier'
  | 'string'
  | 'number'
  | 'duration'
  | 'aggregator'
  | 'operator'
  | 'keyword'
  | 'symbol';

export interface Token extends Span {
  kind: TokenKind;
  text: string;
  /** What is wrong, for an error. */
  reason?: string;
}

const words = (text: string) => new Set(text.split(' '));

export const AGGREGATORS = words(
  'sum avg count min max group stddev stdvar topk bottomk count_values quantile',
);
export const WORD_OPERATORS = words('and or unless atan2');
export const KEYWORDS = words(
  'offset by without on ignoring group_left group_right bool start end',
);

/** A token as messages name it. */
export function describeToken({ kind, text }: Token): string {
  switch (kind) {
    case 'end':
      return 'end of input';
    case 'keyword':
      return /^(start|end)$/i.test(text) ? JSON.stringify(text) : `<${text}>`;
    case 'operator':
      return `<op:${text}>`;
    case 'aggregator':
      return `<aggr:${text}>`;
    case 'symbol':
      return JSON.stringify(text);
    case 'string': {
      const short = [...text].slice(0, 10).join('');
      return `string ${JSON.stringify(short)}${short === text ? '' : '...'}`;
    }
    default:
      return `${kind} ${JSON.stringify(text)}`;
  }
}
