import {
  CommandReading,
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { split } from '../pieces';
import { oneTarget } from '../targets';
import { Verb } from '../verb';
import { readSpecPatch } from './jsonPatch';

const SCALED = ['deployment', 'statefulset'];
const HPA = 'horizontalpodautoscaler';
/** The most that the actions take; a slip of the finger is not a load test. */
const MOST_REPLICAS = 10_000;
const MOST_PERCENT = 1000;

/** The fields of an autoscaler by their names in a patch, with the most each takes. */
const LIMITS = {
  minReplicas: { field: 'minReplicas', most: MOST_REPLICAS },
  maxReplicas: { field: 'maxReplicas', most: MOST_REPLICAS },
  // Only autoscaling/v1 has it as a number of its own; the server keeps the other metrics.
  targetCPUUtilizationPercentage: {
    field: 'cpuUtilization',
    most: MOST_PERCENT,
  },
} as const;
type LimitKey = keyof typeof LIMITS;

const WHY: Record<'json' | 'twice', Reason> = {
  json: worded(
    'patch.json',
    'This patch is not read: write it as JSON in single quotes, such as {"spec":{"replicas":2}}.',
  ),
  twice: worded('patch.twice', 'The patch names a field twice.'),
};

const form = (example: string) =>
  worded(
    'patch.other',
    'Of patches only the replicas of a deployment or statefulset and the limits of an autoscaler are read. For everything else use {{example}}, which shows the difference first.',
    { example },
  );

/** The numbers of `-p`, each from `least` up. */
function numbersOf(
  call: Call,
  known: readonly string[],
  example: string,
): Readonly<Record<string, number>> {
  const piece = call.flag('patch');
  if (!piece) {
    return call.refuse(
      worded('flags.missing', '{{flag}} is missing.', { flag: '--patch' }),
    );
  }
  if (piece.placeholders.length > 0 || piece.filled) {
    call.refuse(
      worded(
        'patch.placeholder',
        'The numbers of a patch must be written out: use {{example}} where they are chosen when the step runs.',
        { example },
      ),
      piece,
    );
  }
  const reading = readSpecPatch(piece.text, known);
  if (reading.ok) {
    return reading.numbers;
  }
  return call.refuse(
    reading.why === 'shape' ? form(example) : WHY[reading.why],
    piece,
  );
}

function autoscaler(call: Call, name: string, v1: boolean): CommandReading {
  const known = (Object.keys(LIMITS) as LimitKey[]).filter(
    key => v1 || key !== 'targetCPUUtilizationPercentage',
  );
  const numbers = numbersOf(call, known, 'kubectl edit hpa');
  const fields = Object.entries(numbers).map(([key, number]) => {
    const { field, most } = LIMITS[key as LimitKey];
    if (number < 1 || number > most) {
      call.refuse(
        worded('patch.range', '{{key}} must be from {{least}} to {{most}}.', {
          key,
          least: '1',
          most: String(most),
        }),
        call.flag('patch'),
      );
    }
    return [field, number] as const;
  });
  // What the patch leaves out stays as it is: it is absent, not null, so that no form can fill it.
  return changeReading(
    call,
    'kubernetes.autoscaler.edit',
    { kind: HPA, name },
    Object.fromEntries(fields),
    { kindInInput: false },
  );
}

function replicas(call: Call, target: { kind: string; name: string }) {
  const numbers = numbersOf(call, ['replicas'], `kubectl edit ${target.kind}`);
  const count = numbers.replicas;
  if (count < 0 || count > MOST_REPLICAS) {
    call.refuse(
      worded('patch.range', '{{key}} must be from {{least}} to {{most}}.', {
        least: '0',
        key: 'replicas',
        most: String(MOST_REPLICAS),
      }),
      call.flag('patch'),
    );
  }
  return changeReading(call, 'kubernetes.workload.scale', target, {
    replicas: count,
    currentReplicas: null,
  });
}

function read(call: Call): CommandReading {
  const type = call.flag('type');
  if (type && !['merge', 'strategic'].includes(type.text)) {
    call.refuse(
      worded(
        'patch.type',
        'Patches are read with --type=merge or without it only.',
      ),
      type,
    );
  }
  const target = oneTarget(call, [...SCALED, HPA], kind =>
    form(`kubectl edit ${kind}`),
  );
  if (target.kind !== HPA) {
    return replicas(call, target);
  }
  const [written] = split(call.args[0], '/');
  return autoscaler(
    call,
    target.name,
    /\.v1\.autoscaling$/i.test(written.text),
  );
}

/** Patches of a number, which say exactly what an action does; all others are refused. */
export const patch: Verb = {
  path: ['patch'],
  flags: flags('patch|p=', 'type=', 'field-manager='),
  read,
};
