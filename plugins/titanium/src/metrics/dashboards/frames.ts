import { FramesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  levelHealth,
  LOG_LEVELS,
  LogLevel,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { alignSeries, ChartData, NO_DATA, summarize } from '../../charts';

type Frame = FramesResult['frames'][number];
type Field = Frame['fields'][number];

/** One number of a panel, with its course when it has one. */
export interface PanelValue {
  key: string;
  name: string;
  unit: string | null;
  value: number | null;
  recent: (number | null)[];
}

function numbers(field: Field): (number | null)[] {
  return field.values.map(value =>
    typeof value === 'number' && Number.isFinite(value) ? value : null,
  );
}

function timesOf(frame: Frame): number[] | undefined {
  const field = frame.fields.find(({ type }) => type === 'time');
  return field?.values.map(value => Number(value));
}

/** What a series is called: its own labels tell lines of one name apart only when no legend was written. */
function keyed(frames: readonly Frame[]) {
  return frames.flatMap((frame, index) =>
    frame.fields
      .filter(({ type }) => type === 'number')
      .map(field => ({
        frame,
        field,
        key: `${index}/${field.name}/${JSON.stringify(field.labels)}`,
        name: field.displayName || field.name,
      })),
  );
}

function levelOf(name: string): LogLevel | undefined {
  return LOG_LEVELS.find(level => level === name.toLowerCase());
}

/** The lines of a panel, on common times. Lines that are log levels have the colours that levels have elsewhere. */
export function framesData(result: FramesResult): ChartData {
  const lines = keyed(result.frames);
  const levels =
    lines.length > 1 && lines.every(({ name }) => levelOf(name) !== undefined);
  const series = lines.flatMap(({ frame, field, key, name }) => {
    const times = timesOf(frame);
    if (!times) return [];
    const values = numbers(field);
    return [
      {
        key,
        name,
        ...(levels && { state: levelHealth(levelOf(name)!) }),
        points: times.map((time, index) => [time, values[index]] as const),
      },
    ];
  });
  return series.length ? alignSeries(series) : NO_DATA;
}

/** The unit of a panel's lines, where the frames say more than the panel. */
export function framesUnit(result: FramesResult): string | null {
  return (
    keyed(result.frames).find(({ field }) => field.unit)?.field.unit ?? null
  );
}

/** The newest number of each line. */
export function framesValues(result: FramesResult): PanelValue[] {
  return keyed(result.frames).map(({ frame, field, key, name }) => {
    const values = numbers(field);
    return {
      key,
      name,
      unit: field.unit,
      value: summarize(values).last,
      recent: timesOf(frame) && values.length > 1 ? values : [],
    };
  });
}

/** Name of the column of numbers, as Grafana calls it. */
const VALUE = 'Value';

/** A panel's table: its first frame, and the rows of further ones with the same columns. */
export interface PanelTable {
  columns: { name: string; type: Field['type']; unit: string | null }[];
  rows: (number | string | boolean | null)[][];
}

/** Several frames of one labelled number each are one table: a column for each label, then the number. */
function labelTable(frames: readonly Frame[]): PanelTable | undefined {
  const lines = keyed(frames);
  const labels = [
    ...new Set(lines.flatMap(({ field }) => Object.keys(field.labels))),
  ].filter(name => name !== '__name__');
  if (lines.length !== frames.length || labels.length === 0) return undefined;
  const unit = lines[0].field.unit;
  return {
    columns: [
      ...labels.map(name => ({ name, type: 'string' as const, unit: null })),
      { name: VALUE, type: 'number', unit },
    ],
    rows: lines.map(({ field }) => [
      ...labels.map(name => field.labels[name] ?? null),
      summarize(numbers(field)).last,
    ]),
  };
}

export function framesTable(result: FramesResult): PanelTable {
  const [first] = result.frames;
  if (!first) return { columns: [], rows: [] };
  const labelled = labelTable(result.frames);
  if (labelled) return labelled;
  const names = (frame: Frame) => frame.fields.map(({ name }) => name).join();
  const rows = result.frames
    .filter(frame => names(frame) === names(first))
    .flatMap(({ fields }) =>
      (fields[0]?.values ?? []).map((_, row) =>
        fields.map(({ values }) => values[row] ?? null),
      ),
    );
  return {
    columns: first.fields.map(({ displayName, name, type, unit }) => ({
      name: displayName || name,
      type,
      unit,
    })),
    rows,
  };
}
