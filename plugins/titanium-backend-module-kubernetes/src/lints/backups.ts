import { LintRule } from '@titanium-portal/backstage-plugin-titanium-common';
import { findWords, wordsOf, writtenFile } from './words';

/** What `get all` leaves out and a namespace cannot be rebuilt without; Secrets need a place of their own. */
const ALL_AND_MORE =
  'all,configmaps,ingresses,persistentvolumeclaims,serviceaccounts,roles,rolebindings,networkpolicies';

/** `get all` is not all. */
export const getAllBackup: LintRule = ({ text, statement }) => {
  if (!statement?.verb?.startsWith('kubectl get')) {
    return undefined;
  }
  const words = wordsOf(text);
  const at = findWords(words, ['get', 'all']);
  if (at < 0 || writtenFile(words) === undefined) {
    return undefined;
  }
  return {
    code: 'get-all-backup',
    message:
      'kubectl get all leaves out ConfigMaps, Secrets, Ingresses, volumes, roles and every custom resource: this is no backup of a namespace.',
    correction: text.replace(/\bget\s+all\b/, `get ${ALL_AND_MORE}`),
  };
};

const DUMP = /^pg_dump(?:all)?$/;
const PACKER = /^(?:gzip|pigz|zstd|bzip2|xz|age|gpg|openssl)$/;

/** The exit code of a pipe is that of its end: a dump that broke off looks like a good backup. */
export const hiddenFailure: LintRule = ({ text, block, statement }) => {
  if (
    !statement?.verb?.startsWith('kubectl') ||
    !text.includes('pg_dump') ||
    block?.includes('pipefail')
  ) {
    return undefined;
  }
  const words = wordsOf(text);
  const dump = findWords(words, [DUMP]);
  const pack = words.findIndex(
    (word, index) =>
      index > dump &&
      (PACKER.test(word.replace(/^\|/, '')) || PACKER.test(word)) &&
      (words[index - 1] === '|' || word.startsWith('|')),
  );
  if (dump < 0 || pack < 0) {
    return undefined;
  }
  const packer = words[pack].replace(/^\|/, '');
  return {
    code: 'hidden-failure',
    message: `When ${words[dump]} fails, ${packer} still succeeds: a broken dump looks like a good backup.`,
    values: { dump: words[dump], packer },
    correction: `set -o pipefail\n${text}`,
  };
};

const DUMP_FILE = /\.(?:sql|dump|gz|zst|xz)$/;

/** A dump poured into a database in use appends to it and collides. */
export const liveRestore: LintRule = ({ text, statement }) => {
  if (!statement?.verb?.startsWith('kubectl') || !text.includes('psql')) {
    return undefined;
  }
  const words = wordsOf(text);
  const psql = words.indexOf('psql');
  const file = words.some(word => DUMP_FILE.test(word));
  const piped = words.slice(0, Math.max(psql, 0)).includes('|');
  const fed = words.slice(psql + 1).some(word => word.startsWith('<'));
  const careful = words
    .slice(psql + 1)
    .some(word => /^(?:-c|--command|ON_ERROR_STOP)/.test(word));
  if (psql < 0 || !file || !(piped || fed) || careful) {
    return undefined;
  }
  return {
    code: 'live-restore',
    message:
      'A plain dump poured into a database that holds data appends to it and collides, and psql goes on after errors: restore into an empty one.',
    correction: text.replace(/\bpsql\b/, 'psql -v ON_ERROR_STOP=1'),
  };
};

/** A job that dumps a database needs a password from somewhere. */
export const cronJobPassword: LintRule = ({ text, statement }) => {
  if (
    statement !== undefined ||
    !/^kind:\s*(?:CronJob|Job)\s*$/m.test(text) ||
    !/\bpg_dump(?:all)?\b/.test(text) ||
    /PGPASS(?:WORD|FILE)|passfile|\.pgpass|password=/i.test(text)
  ) {
    return undefined;
  }
  return {
    code: 'cronjob-password',
    message:
      'pg_dump gets no password here, so the job fails; and nothing removes old backups.',
    correction: [
      'env:',
      '  - name: PGPASSWORD',
      '    valueFrom:',
      '      secretKeyRef:',
      '        name: <secret>',
      '        key: POSTGRES_PASSWORD',
    ].join('\n'),
  };
};
