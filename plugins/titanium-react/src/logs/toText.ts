import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { LogGap } from '../stream';
import { parseLine } from './search';

/** A line without colours, its hidden characters made visible. @public */
export function plainLogText(line: LogLine): string {
  return parseLine(line).plain;
}

/** The log as a file: plain text, with times and pods as shown. @public */
export function logToText(
  log: { lines: readonly LogLine[]; appended: number; gaps: readonly LogGap[] },
  shown: { timestamps: boolean; pods: boolean },
): string {
  const missing = new Map(log.gaps.map(gap => [gap.before, gap.dropped]));
  const first = log.appended - log.lines.length;
  const rows: string[] = [];
  log.lines.forEach((line, index) => {
    const dropped = missing.get(first + index);
    if (dropped) rows.push(`[... ${dropped} ...]`);
    rows.push(
      [
        shown.timestamps ? line.time : '',
        shown.pods && line.pod ? line.pod : '',
        parseLine(line).plain,
      ]
        .filter(Boolean)
        .join(' '),
    );
  });
  return `${rows.join('\n')}\n`;
}
