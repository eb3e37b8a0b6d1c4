import { LokiStream } from './lines';

/** Values as Loki answers them: seconds, and a number as text. */
export interface LokiSeries {
  metric: Record<string, string>;
  values: [number, string][];
}

const NANOSECONDS = /^\d{1,20}$/;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areLabels(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.values(value).every(each => typeof each === 'string')
  );
}

function isLine(value: unknown): boolean {
  if (!Array.isArray(value)) {
    return false;
  }
  const [time, text, more] = value;
  return (
    typeof time === 'string' &&
    NANOSECONDS.test(time) &&
    typeof text === 'string' &&
    (more === undefined ||
      (isRecord(more) &&
        [more.structuredMetadata, more.parsed].every(
          each => each === undefined || areLabels(each),
        )))
  );
}

/** True for streams of lines as queries and tails answer them. Written by hand: tails bring thousands a second. */
export function areStreams(value: unknown): value is LokiStream[] {
  return (
    Array.isArray(value) &&
    value.every(
      each =>
        isRecord(each) &&
        areLabels(each.stream) &&
        Array.isArray(each.values) &&
        each.values.every(isLine),
    )
  );
}

/** True for series of values. */
export function areSeries(value: unknown): value is LokiSeries[] {
  return (
    Array.isArray(value) &&
    value.every(
      each =>
        isRecord(each) &&
        areLabels(each.metric) &&
        Array.isArray(each.values) &&
        each.values.every(
          point =>
            Array.isArray(point) &&
            typeof point[0] === 'number' &&
            typeof point[1] === 'string',
        ),
    )
  );
}
