import {
  Health,
  LogLine,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** Levels of log lines, worst first. @public */
export const LOG_LEVELS = [
  'fatal',
  'critical',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'unknown',
] as const;

/** @public */
export type LogLevel = (typeof LOG_LEVELS)[number];

const HEALTH: Record<LogLevel, Health> = {
  fatal: 'failed',
  critical: 'failed',
  error: 'failed',
  warn: 'degraded',
  info: 'progressing',
  debug: 'unknown',
  trace: 'unknown',
  unknown: 'unknown',
};

/** The level of a line; `unknown` where nobody could tell. @public */
export function logLevel(level: LogLine['level']): LogLevel {
  return LOG_LEVELS.find(each => each === level) ?? 'unknown';
}

/** The state whose colour a level is drawn in. @public */
export function levelHealth(level: LogLevel): Health {
  return HEALTH[level];
}
