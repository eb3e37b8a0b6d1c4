import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components/text/visibleText';

type Cell = string | number | null;

/** How the command itself would print columns: padded, three spaces between. */
function columns(header: readonly string[], rows: readonly Cell[][]): string {
  const all = [
    header,
    ...rows.map(row => row.map(cell => String(cell ?? '<none>'))),
  ];
  const widths = header.map((_, index) =>
    Math.max(...all.map(row => row[index]?.length ?? 0)),
  );
  return all
    .map(row =>
      row
        .map((cell, index) => cell.padEnd(widths[index]))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * A result as plain text, to copy or download: into a terminal, perhaps, where an escape would act. Objects are copied to
 * be applied again; their format writes controls out itself.
 */
export function resultToText(result: Result): string {
  const text = asText(result);
  return result.type === 'objects'
    ? text
    : visibleText(text.replace(/\r\n/g, '\n'));
}

function asText(result: Result): string {
  switch (result.type) {
    case 'table':
      return columns(
        result.columns.map(column => column.name),
        result.rows.map(row => row.cells),
      );
    case 'rows':
      return columns(result.columns, result.rows);
    case 'logs':
      return result.lines
        .map(line => [line.time, line.pod, line.text].filter(Boolean).join(' '))
        .join('\n');
    case 'series':
      return columns(
        ['series', 'time', 'value'],
        result.series.flatMap(series =>
          series.points.map(([time, value]): Cell[] => [
            series.name,
            new Date(time).toISOString(),
            value,
          ]),
        ),
      );
    case 'objects':
      return result.objects.map(object => object.text).join('\n---\n');
    case 'description':
      return [
        columns(
          ['name', 'value'],
          result.facts.map(fact => [fact.name, fact.value]),
        ),
        ...result.sections.map(
          section =>
            `${section.title}\n${columns(
              section.table.columns.map(column => column.name),
              section.table.rows.map(row => row.cells),
            )}`,
        ),
      ].join('\n\n');
    case 'text':
      return result.text;
    case 'diff':
      return result.objects
        .flatMap(({ ref, change, entries }) => [
          `${ref.kind}/${ref.name}: ${change}`,
          columns(
            ['path', 'before', 'after'],
            entries.map(({ path, before, after }) => [path, before, after]),
          ),
        ])
        .join('\n');
    default:
      return JSON.stringify(result, null, 2);
  }
}

/** The ending of a downloaded result's name. */
export function resultExtension(result: Result): string {
  switch (result.type) {
    case 'objects':
      return result.format;
    case 'logs':
      return 'log';
    default:
      return 'txt';
  }
}
