import { checkPlaceholderValue } from './placeholderValues';
import { classifyBlock } from './language';
import { readBlock, ReadBlockOptions } from './readBlock';
import { ParsedStatement, StatementSource } from './types';

/** A statement ready to be read or planned, or why it is not. @public */
export type SourceReading =
  | { ok: true; statement: ParsedStatement }
  | {
      ok: false;
      code: 'invalid-input' | 'placeholder-missing' | 'statement-refused';
      message: string;
      /** The placeholder the message is about. */
      placeholder?: string;
      /** The statement without values, when it could be read so far. */
      statement: ParsedStatement | null;
    };

/** A statement of a block that TechDocs calls `text` may be a query; everything else is a command. */
function languageOf(
  { text, language }: Pick<StatementSource, 'text' | 'language'>,
  { grammars }: Pick<ReadBlockOptions, 'grammars'>,
): string {
  const tools = new Set(grammars.map(({ tool }) => tool));
  const block = classifyBlock(text, language, tools);
  return block.kind === 'queries' ? block.language : 'bash';
}

/** Whether a form can complete the statement: its action is known, and some of its inputs are open. */
function isForm({ verdict, input }: ParsedStatement): boolean {
  return (
    verdict === 'form' &&
    input !== null &&
    Object.values(input).some(value => value === null)
  );
}

/**
 * Reads the one statement of a request again, checks each value against the type of its placeholder, and puts the
 * values in. The result has verdict `read` or `change`, an action, and no placeholder left; with `forms` also `form`,
 * whose input has nulls for a form to fill.
 * @public
 */
export function readSource(
  source: Pick<StatementSource, 'text' | 'language' | 'values'>,
  options: Pick<
    ReadBlockOptions,
    'grammars' | 'queries' | 'context' | 'offers'
  > & { forms?: boolean },
): SourceReading {
  const language = languageOf(source, options);
  const read = (values?: Record<string, string>) =>
    readBlock(source.text, { ...options, language, values });
  const found = read();
  const [open] = found;
  if (!open || found.length > 1) {
    return {
      ok: false,
      code: 'statement-refused',
      message: open
        ? 'Only one statement can be carried out at a time.'
        : 'This text holds no statement.',
      statement: null,
    };
  }
  if (!open.action) {
    return {
      ok: false,
      code: 'statement-refused',
      message: open.reason ?? 'Nothing can be carried out here.',
      statement: open,
    };
  }
  const given = new Map(Object.entries(source.values ?? {}));
  const values: Record<string, string> = {};
  for (const { text, type } of open.placeholders) {
    const value = given.get(text);
    if (value === undefined || value === '') {
      return {
        ok: false,
        code: 'placeholder-missing',
        message: `${text} needs a value.`,
        placeholder: text,
        statement: open,
      };
    }
    const problem = checkPlaceholderValue(type, value);
    if (problem) {
      return {
        ok: false,
        code: 'invalid-input',
        message: `${text}: ${problem}`,
        placeholder: text,
        statement: open,
      };
    }
    values[text] = value;
  }
  const [statement, ...others] =
    open.placeholders.length > 0 ? read(values) : [open];
  const ready =
    others.length === 0 &&
    statement.action !== null &&
    (statement.verdict === 'read' ||
      statement.verdict === 'change' ||
      (options.forms === true && isForm(statement))) &&
    statement.placeholders.length === 0;
  return ready
    ? { ok: true, statement }
    : {
        ok: false,
        code: 'statement-refused',
        message: statement.reason ?? 'Nothing can be carried out here.',
        statement: open,
      };
}
