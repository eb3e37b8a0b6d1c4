import {
  isDnsLabel,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { Piece, sample, split } from '../pieces';
import { Verb } from '../verb';

/** The name of the new job; a date in it becomes a field, as nothing is run to know it. */
function jobName(call: Call, piece: Piece): string {
  const { dates = [] } = piece;
  const placeholders = [...piece.placeholders, ...dates];
  if (!isDnsLabel(sample({ ...piece, placeholders }))) {
    call.refuse(
      worded('jobs.name', '{{name}} is no name of a job.', {
        name: piece.text.slice(0, 60) || '""',
      }),
      piece,
    );
  }
  return call.take({ ...piece, placeholders }, 'text');
}

export const createJob: Verb = {
  path: ['create', 'job'],
  flags: flags('from=', 'image=', 'field-manager=', 'save-config'),
  takesCommand: true,
  read(call) {
    const from = call.flag('from');
    if (!from || call.flag('image') || call.command) {
      return call.refuse(
        worded(
          'jobs.only',
          'Only jobs of a cronjob are started here: write --from=cronjob/name and nothing else.',
        ),
        call.flag('image') ?? call.command?.[0],
      );
    }
    const parts = split(from, '/');
    const kind = parts.length === 2 ? call.kind(parts[0]).name : null;
    if (kind !== 'cronjob') {
      return call.refuse(
        worded(
          'jobs.from',
          'Jobs are made from cronjobs: write --from=cronjob/name.',
        ),
        from,
      );
    }
    const job = call.onlyArgument('How is the new job called?');
    return changeReading(
      call,
      'kubernetes.cronjob.run',
      { kind, name: call.name(parts[1], 'cronjob') },
      { job: jobName(call, job) },
      { kindInInput: false, uses: { dates: true } },
    );
  },
};
