import { LintRule } from '@titanium-portal/backstage-plugin-titanium-common';
import { findWords, namesNamespace, wordsOf, writtenFile } from './words';

const CREATE = ['create', 'secret'] as const;

/** Without `-n` the Secret lands in whatever namespace the shell happens to be in. */
export const secretNamespace: LintRule = ({ text, statement }) => {
  if (!statement?.verb?.startsWith('kubectl create')) {
    return undefined;
  }
  const words = wordsOf(text);
  const at = findWords(words, CREATE);
  const name = words[at + 3];
  if (at < 0 || name === undefined || namesNamespace(words)) {
    return undefined;
  }
  const namespace = statement.defaults.namespace ?? '<namespace>';
  const head = `create secret ${words[at + 2]} ${name}`;
  return {
    code: 'secret-namespace',
    message: `Without -n the Secret ${name} is made in the namespace that the shell happens to use, not where the service reads it.`,
    values: { name },
    correction: text.includes(head)
      ? text.replace(head, `${head} -n ${namespace}`)
      : null,
  };
};

const DATABASE = /postgres|pgsql|(?:^|[-_])(?:pg|db|database)(?:$|[-_])/i;
const PASSWORD = /^--from-literal=\S*PASSW(?:OR)?D\b/i;

/** A new password in a Secret does not change the database's. */
export const secretRotation: LintRule = ({ text, statement }) => {
  if (!statement?.verb?.startsWith('kubectl create')) {
    return undefined;
  }
  const words = wordsOf(text);
  const at = findWords(words, CREATE);
  const name = words[at + 3];
  if (
    at < 0 ||
    !DATABASE.test(name ?? '') ||
    !words.some(word => PASSWORD.test(word))
  ) {
    return undefined;
  }
  return {
    code: 'secret-rotation',
    message: `A new password in the Secret does not change the database's own: without ALTER ROLE the services lock themselves out at their next start.`,
    values: { name },
    correction: `ALTER ROLE postgres WITH PASSWORD '<new-password>';`,
  };
};

/** Secrets written to a file as they are can be read by whoever gets the file: base64 is no encryption. */
export const secretsInClear: LintRule = ({ text, statement }) => {
  if (!statement?.verb?.startsWith('kubectl get')) {
    return undefined;
  }
  const words = wordsOf(text);
  const at = findWords(words, ['get', /^secrets?(?:$|[,/])/]);
  const file = writtenFile(words);
  const plain = words.some((word, index) =>
    /^(?:-o|--output)=?(?:yaml|json)?$/.test(word)
      ? /(?:yaml|json)$/.test(word) || /^(?:yaml|json)$/.test(words[index + 1])
      : false,
  );
  if (at < 0 || !file || !plain) {
    return undefined;
  }
  const encrypts = words.some(word =>
    /^(?:age|gpg|openssl|sops|kubeseal)$/.test(word),
  );
  if (encrypts) {
    return undefined;
  }
  const command = text.slice(0, text.indexOf('>')).trimEnd();
  return {
    code: 'secrets-in-clear',
    message: `${file} would hold every Secret in clear text: base64 is no encryption.`,
    values: { file },
    correction: `${command} | age -r <recipient> > ${file}.age`,
  };
};
