import { LintRule } from '@titanium-portal/backstage-plugin-titanium-common';
import { wordsOf } from './words';

const RECORD = /^--record(?:=true)?$/;

/** `--record` is deprecated and is read without effect. */
export const recordFlag: LintRule = ({ text, statement }) =>
  statement?.verb?.startsWith('kubectl') &&
  statement.action !== null &&
  text.includes('--record') &&
  wordsOf(text).some(word => RECORD.test(word))
    ? {
        code: 'record-flag',
        message:
          '--record is deprecated and has no effect here: no change-cause is written, the portal itself records who changed what and when.',
        correction: text.replace(/\s+--record(?:=true)?(?=\s|$)/g, ''),
      }
    : undefined;
