/** What stands for a secret value. Always the same, so that not even the length shows. @public */
export const REDACTED = '••••••';

/** True for names (of variables, keys, annotations) whose values are taken for credentials. @public */
export function isCredentialName(name: string): boolean {
  return /passw|pwd|token|secret|key|credential|private|passphrase/i.test(name);
}

const NAMES =
  '(?:passw(?:or)?d|passphrase|pwd|token|secret|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)';

/** A value behind the name of a credential; the name with its sign is the first group. */
function assignment(value: string): RegExp {
  return new RegExp(
    `(${NAMES}${String.raw`\\{0,7}["']?\s{0,4}[=:]\s{0,4}`})${value}`,
    'gi',
  );
}

// Each pattern is linear: bounded or exclusive character classes, no nested repetition.
const PATTERNS: [RegExp, string][] = [
  [
    /-----BEGIN ([A-Z ]{0,40})PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
    REDACTED,
  ],
  // JSON Web Tokens, service account tokens among them.
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.?[\w-]*/g, REDACTED],
  [/\b(bearer|basic)(\s{1,4})[\w.~+/=-]{8,}/gi, `$1$2${REDACTED}`],
  // scheme://user:password@host, where the password may hold what it should not; a port is none.
  [
    /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,200}):(?!\d{1,5}\/)[^\s"']{1,400}@/gi,
    `$1:${REDACTED}@`,
  ],
  // "password": "several words"
  [assignment(String.raw`"(?:[^"\\]|\\.){1,4096}`), `$1"${REDACTED}`],
  [assignment(`'[^']{1,4096}`), `$1'${REDACTED}`],
  // the same within JSON that is itself a text
  [assignment(String.raw`(\\{1,7}["'])[^"'\\]{1,4096}`), `$1$2${REDACTED}`],
  // password=..., token: ..., api-key=...
  [assignment(String.raw`[^\s"',;&}\\]{1,4096}`), `$1${REDACTED}`],
  [
    /(--(?:[a-z]{1,20}-)?(?:password|token|secret|api-key)\s{1,4})[^\s"'-][^\s"']{0,4096}/gi,
    `$1${REDACTED}`,
  ],
];

/**
 * Takes what looks like a credential out of a message: keys, tokens, passwords in URLs and assignments. A last line of
 * defence for words of platforms; structured values go through `redactObject`.
 * @public
 */
export function redactText(text: string): string {
  return PATTERNS.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    text,
  );
}
