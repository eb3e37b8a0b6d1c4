const NAMES: Record<string, string> = {
  trace: 'trace',
  trc: 'trace',
  debug: 'debug',
  dbg: 'debug',
  info: 'info',
  inf: 'info',
  information: 'info',
  notice: 'info',
  warn: 'warn',
  wrn: 'warn',
  warning: 'warn',
  error: 'error',
  err: 'error',
  critical: 'critical',
  fatal: 'fatal',
};
/** Fields that tell a level, in logfmt and in JSON. */
const FIELD =
  /(?:^|[\s{,"])(?:level|LEVEL|Level|severity|SEVERITY|Severity|lvl|LVL|Lvl|SeverityText|severity_text|log\.level)"?\s*[=:]\s*"?([a-zA-Z]+)/;
/** A word of its own; colours may stand before it. */
const WORD =
  // eslint-disable-next-line no-control-regex
  /(?:\b|\u001b\[[0-9;]*m)(trace|debug|info|warn|warning|err|error|critical|fatal|TRACE|DEBUG|INFO|WARN|WARNING|ERR|ERROR|CRITICAL|FATAL|Error)\b/;
/** A line says its level at its beginning, or in a field. */
const LOOKED_AT = 1024;

/** The level that Loki finds in a line when it takes it in: `unknown` when there is none. */
export function detectLevel(line: string): string {
  const head = line.length > LOOKED_AT ? line.slice(0, LOOKED_AT) : line;
  const field = FIELD.exec(head)?.[1];
  const name = field ?? WORD.exec(head)?.[1];
  return (name && NAMES[name.toLowerCase()]) ?? 'unknown';
}
