import { QueryLanguage } from './grammar';
import {
  LineMode,
  promptLength,
  rootPromptLength,
  someLine,
  startsWithTool,
} from './shell/lineModes';

/** What a block is read as. */
export type BlockKind =
  | { kind: 'shell'; mode: LineMode }
  | { kind: 'queries'; language: QueryLanguage }
  | { kind: 'none' };

const SHELL = new Set(['bash', 'sh', 'shell', 'zsh', 'ksh', 'shell-script']);
const SESSION = new Set([
  'console',
  'shell-session',
  'shellsession',
  'sh-session',
  'terminal',
  'bash-session',
]);
const PLAIN = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'none']);
const SQL = new Set(['sql', 'postgresql', 'postgres', 'psql', 'pgsql']);

const LOGQL = /^\s*\{\s*[A-Za-z_]\w*\s*(?:=~|!~|!=|=)\s*["`]/;
const PROMQL_CALL =
  /\b(?:rate|irate|increase|histogram_quantile|sum|avg|max|min|count|topk|absent)\s*(?:by\s*\([^()\n]{0,200}\)\s*)?\(/;
const PROMQL_SELECTOR = /^[A-Za-z_:][\w:]{0,200}\{[^{}\n]{0,400}\}/;
const SQL_START =
  /^\s*(?:select|insert|update|delete|with|create|alter|drop|explain|vacuum|analyze)\s+\S/i;

/** Blank, or a comment of a shell, of a query or of SQL. */
const BLANK = /^\s*(?:#|--|$)/;

/** The line that starts at an offset, cut to a sane length. */
function lineAt(text: string, start: number): string {
  const feed = text.indexOf('\n', start);
  return text.slice(
    start,
    Math.min(feed < 0 ? text.length : feed, start + 400),
  );
}

/** The first line that is neither blank nor a comment. */
function firstLine(text: string): string {
  let found = '';
  someLine(text, start => {
    found = lineAt(text, start);
    return !BLANK.test(found);
  });
  return BLANK.test(found) ? '' : found;
}

/**
 * Whether commands stand behind prompts. Where the first line is a command without one, a prompt further down is part of
 * a text in quotes or a here-document.
 */
function hasPrompt(text: string, tools: ReadonlySet<string>): boolean {
  let command = 0;
  someLine(text, start => {
    command = start;
    return !BLANK.test(lineAt(text, start));
  });
  return (
    !startsWithTool(text, command, tools) &&
    someLine(text, start => promptLength(text, start) > 0)
  );
}

/** A session of root: only comments hold commands, so that they are none. */
function isRoot(text: string, tools: ReadonlySet<string>): boolean {
  return (
    someLine(text, start => rootPromptLength(text, start, tools) > 0) &&
    !someLine(
      text,
      start =>
        promptLength(text, start) > 0 || startsWithTool(text, start, tools),
    )
  );
}

function byContent(text: string, tools: ReadonlySet<string>): BlockKind {
  const prompted = someLine(text, start => {
    const length = promptLength(text, start);
    return length > 0 && startsWithTool(text, start + length, tools);
  });
  if (prompted) {
    return { kind: 'shell', mode: 'prompted' };
  }
  if (someLine(text, start => startsWithTool(text, start, tools))) {
    return { kind: 'shell', mode: 'tools' };
  }
  const line = firstLine(text);
  if (LOGQL.test(line)) {
    return { kind: 'queries', language: 'logql' };
  }
  if (SQL_START.test(line) && /[;*]|\bfrom\b/i.test(text.slice(0, 2000))) {
    return { kind: 'queries', language: 'sql' };
  }
  if (PROMQL_CALL.test(line) || PROMQL_SELECTOR.test(line)) {
    return { kind: 'queries', language: 'promql' };
  }
  return { kind: 'none' };
}

/**
 * Decides what a block holds by its language, and by its content where the page has lost the language: TechDocs turns
 * languages it does not know into `text`.
 */
export function classifyBlock(
  text: string,
  language: string | undefined,
  tools: ReadonlySet<string>,
): BlockKind {
  const name = (language ?? '').trim().toLowerCase();
  if (SHELL.has(name)) {
    return {
      kind: 'shell',
      mode: hasPrompt(text, tools) ? 'prompted' : 'script',
    };
  }
  if (SESSION.has(name) && isRoot(text, tools)) {
    return { kind: 'shell', mode: 'root' };
  }
  if (SESSION.has(name)) {
    return {
      kind: 'shell',
      mode: hasPrompt(text, tools) ? 'prompted' : 'tools',
    };
  }
  if (name === 'logql' || name === 'promql') {
    return { kind: 'queries', language: name };
  }
  if (SQL.has(name)) {
    return { kind: 'queries', language: 'sql' };
  }
  return PLAIN.has(name) ? byContent(text, tools) : { kind: 'none' };
}
