import {
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** Sentences about queries that pages say in their own language, by what the readers say in English. */
const KNOWN: readonly [RegExp, (found: RegExpExecArray) => Reason][] = [
  [
    /^the query is longer than (\d+) characters$/,
    ([, most]) =>
      worded(
        'queries.tooLong',
        'the query is longer than {{most}} characters',
        {
          most,
        },
      ),
  ],
  [
    /^(.{1,80}): unexpected end of the query$/,
    ([, at]) =>
      worded('queries.end', '{{at}}: unexpected end of the query', { at }),
  ],
  [
    /^(.{1,80}): unexpected (.{1,200})$/,
    ([, at, what]) =>
      worded('queries.unexpected', '{{at}}: unexpected {{what}}', {
        at,
        what,
      }),
  ],
  [
    /^Expected a duration such as 5m\.$/,
    () => worded('queries.duration', 'Expected a duration such as 5m.'),
  ],
  [
    /^The value must not hold a backquote\.$/,
    () => worded('queries.backquote', 'The value must not hold a backquote.'),
  ],
  [
    /^A placeholder stands for a value/,
    () =>
      worded(
        'queries.placeholder',
        'A placeholder stands for a value in quotes or for a duration, nothing else.',
      ),
  ],
  [
    /^Queries require at least one regexp/,
    () =>
      worded(
        'queries.matcher',
        'Queries require at least one regexp or equality matcher that does not match an empty value.',
      ),
  ],
];

/** A reader's message as a reason with words of its own; the details of a syntax error stay as the reader says them. */
export function queryReason(message: string): Reason {
  for (const [pattern, say] of KNOWN) {
    const found = pattern.exec(message.slice(0, 400));
    const reason = found && say(found);
    if (reason?.reason === message) {
      return reason;
    }
  }
  return worded('queries.syntax', '{{message}}', { message });
}
