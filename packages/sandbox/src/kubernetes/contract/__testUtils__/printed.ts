/** Lines of a printed table, each split at columns. */
export function rows(stdout: string): string[][] {
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => line.trimEnd().split(/\s{2,}/));
}

/** Cells of a column by its header. */
export function column(stdout: string, name: string): string[] {
  const [head, ...body] = rows(stdout);
  return body.map(row => row[head.indexOf(name)]);
}
