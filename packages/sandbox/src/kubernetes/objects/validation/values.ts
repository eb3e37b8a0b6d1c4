import { field, FieldError } from '../../status';

const NON_NEGATIVE = 'must be greater than or equal to 0';
const QUANTITY =
  /^[+-]?(\d+(\.\d*)?|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
const QUANTITY_TEXT =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

export function nonNegative(value: unknown, path: string): FieldError[] {
  return typeof value === 'number' && value < 0
    ? [field.invalid(path, value, NON_NEGATIVE)]
    : [];
}

export function required(value: unknown, path: string): FieldError[] {
  return value === undefined || value === '' ? [field.required(path)] : [];
}

export function oneOf(
  value: string | undefined,
  path: string,
  supported: string[],
): FieldError[] {
  return value === undefined || supported.includes(value)
    ? []
    : [field.notSupported(path, value, supported)];
}

export function quantity(value: unknown, path: string): FieldError[] {
  return QUANTITY.test(String(value))
    ? []
    : [field.invalid(path, value, QUANTITY_TEXT)];
}
