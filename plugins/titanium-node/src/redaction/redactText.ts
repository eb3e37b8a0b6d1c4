/** What stands for a secret value. Always the same, so that not even the length shows. @public */
export const REDACTED = '••••••';

/** True for names (of variables, keys, annotations) whose values are taken for credentials. @public */
export function isCredentialName(name: string): boolean {
  return /passw|pwd|token|secret|key|credential|private|passphrase/i.test(name);
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
  // scheme://user:password@host
  [
    /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,200}):[^\s/@"']{1,400}@/gi,
    `$1:${REDACTED}@`,
  ],
  // password=..., "token": "...", --api-key ...
  [
    /((?:passw(?:or)?d|passphrase|pwd|token|secret|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)["']?\s{0,4}[=:]\s{0,4}["']?)[^\s"',;&}]{1,4096}/gi,
    `$1${REDACTED}`,
  ],
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
