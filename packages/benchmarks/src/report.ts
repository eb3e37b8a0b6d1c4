/** One line of the report: a measured value, what it is held against, and their ratio. */
export interface Measure {
  name: string;
  value: number;
  unit: string;
  /** The anchor measured in the same run, or the stated target. */
  against: { name: string; value: number };
  /** True when smaller is better and `value` must not exceed `against` times `limitRatio`. */
  limitRatio: number;
}

const number = (value: number) =>
  value >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** Writes a measure with its ratio as one line; answers whether it holds. */
export function writeMeasure(
  { name, value, unit, against, limitRatio }: Measure,
  write: (line: string) => void,
): boolean {
  const ratio = against.value === 0 ? value : value / against.value;
  const holds = against.value === 0 ? value === 0 : ratio <= limitRatio + 1e-9;
  write(
    `${holds ? 'ok  ' : 'MISS'} ${name.padEnd(58)} ${number(
      value,
    )} ${unit}  against ${number(against.value)} ${unit} (${
      against.name
    }): ratio ${ratio.toFixed(4)}, limit ${limitRatio}`,
  );
  return holds;
}
