import { Result, TableResult } from '../../results/types';

function tableText({ columns, rows }: Pick<TableResult, 'columns' | 'rows'>) {
  const cells = [
    columns.map(({ name }) => name.toUpperCase()),
    ...rows.map(row => row.cells.map(cell => String(cell ?? '<none>'))),
  ];
  const widths = columns.map((_, at) =>
    cells.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), 0),
  );
  return cells
    .map(row =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * A result as the text a command would have printed, for filters, copying and downloads.
 * @public
 */
export function resultText(result: Result): string {
  switch (result.type) {
    case 'text':
      return result.text;
    case 'table':
      return tableText(result);
    case 'logs':
      return result.lines.map(line => line.text).join('\n');
    case 'objects':
      return result.objects
        .map(object => object.text.trimEnd())
        .join(result.format === 'yaml' ? '\n---\n' : '\n');
    case 'rows':
      return tableText({
        columns: result.columns.map(name => ({ name, type: 'string' })),
        rows: result.rows.map(cells => ({ cells })),
      });
    case 'series':
      return result.series
        .flatMap(({ name, points }) =>
          points.map(
            ([time, value]) =>
              `${new Date(time).toISOString()}   ${name}   ${value ?? ''}`,
          ),
        )
        .join('\n');
    case 'diff':
      return result.objects
        .flatMap(({ ref, change, entries }) => [
          `${ref.kind}/${ref.name}: ${change}`,
          ...entries.map(
            ({ path, before, after }) =>
              `  ${path}: ${before ?? ''} -> ${after ?? ''}`,
          ),
        ])
        .join('\n');
    case 'dashboards':
      return result.items
        .map(({ uid, title }) => `${uid}   ${title}`)
        .join('\n');
    case 'dashboard':
      return result.panels.map(({ title }) => title).join('\n');
    case 'frames':
      return result.frames
        .flatMap(({ fields }) =>
          fields.map(
            ({ displayName, values }) =>
              `${displayName}   ${values
                .map(value => value ?? '')
                .join('   ')}`,
          ),
        )
        .join('\n');
    default:
      return [
        ...result.facts.map(({ name, value }) => `${name}: ${value}`),
        ...result.sections.map(
          ({ title, table }) => `${title}:\n${tableText(table)}`,
        ),
      ].join('\n');
  }
}
