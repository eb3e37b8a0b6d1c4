import { Labels } from '../../world/metrics';
import { formatValue } from '../api/format';

const EXPRESSION =
  /\{\{\s*\$(?:labels\.([a-zA-Z_][a-zA-Z0-9_]*)|(value))\s*(?:\|\s*(\w+)\s*)?\}\}/g;

/** Four significant digits, as Go's `%.4g`. */
const short = (value: number) => String(Number(value.toPrecision(4)));

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];

function humanize(value: number): string {
  let rest = value;
  let prefix = 0;
  while (Math.abs(rest) >= 1000 && prefix < PREFIXES.length - 1) {
    rest /= 1000;
    prefix += 1;
  }
  return `${short(rest)}${PREFIXES[prefix]}`;
}

/** Fills in what the platform's own rules use of the template language: labels, the value, two of its functions. */
export function expand(text: string, labels: Labels, value: number): string {
  return text.replace(
    EXPRESSION,
    (_whole, label?: string, _value?: string, filter?: string) => {
      if (label !== undefined) {
        return labels.get(label);
      }
      if (!Number.isFinite(value)) {
        return formatValue(value);
      }
      switch (filter) {
        case 'humanizePercentage':
          return `${short(value * 100)}%`;
        case 'humanize':
          return humanize(value);
        default:
          return formatValue(value);
      }
    },
  );
}
