import { readFileSync } from 'node:fs';

/** Clock ticks a second of /proc/<pid>/stat on every Linux that Node supports. */
const TICKS_PER_SECOND = 100;

/** CPU seconds used so far and resident bytes of a process, as Linux counts them. */
export function processUse(pid: number): {
  cpuSeconds: number;
  residentBytes: number;
} {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command's name may hold spaces; fields are counted after its closing parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpuSeconds =
    (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  return { cpuSeconds, residentBytes: kilobytes * 1024 };
}
