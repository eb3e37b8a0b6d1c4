import { LabelMap, Row } from '../logql/row';
import { labelText } from '../logql/text';

export type StreamValue =
  | [time: string, line: string]
  | [
      time: string,
      line: string,
      more: { structuredMetadata?: LabelMap; parsed?: LabelMap },
    ];

export interface StreamAnswer {
  stream: LabelMap;
  values: StreamValue[];
}

/** Lines by their labels, as answers of queries and of tails hold them. */
export function toStreams(
  rows: readonly Row[],
  categorize: boolean,
): StreamAnswer[] {
  const streams = new Map<string, StreamAnswer>();
  for (const row of rows) {
    if (categorize) {
      const { stream, metadata, parsed } = row.categories();
      const more = {
        ...(isEmpty(metadata) ? {} : { structuredMetadata: metadata }),
        ...(isEmpty(parsed) ? {} : { parsed }),
      };
      add(streams, labelText(stream), stream, [
        String(row.timeNs),
        row.line,
        more,
      ]);
    } else {
      add(streams, row.key(), row.labels(), [String(row.timeNs), row.line]);
    }
  }
  return [...streams.values()];
}

function add(
  streams: Map<string, StreamAnswer>,
  key: string,
  stream: LabelMap,
  value: StreamValue,
): void {
  const known = streams.get(key);
  if (known) {
    known.values.push(value);
  } else {
    streams.set(key, { stream, values: [value] });
  }
}

function isEmpty(labels: LabelMap): boolean {
  return Object.keys(labels).length === 0;
}
