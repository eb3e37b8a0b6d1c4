import { JsonObject } from '@backstage/types';
import {
  PlanWarning,
  StepPreview,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  diffValues,
  redactObject,
  upstreamStatus,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { stringify } from 'yaml';

/** Changes with every write, or says nothing about the change. */
const BOOKKEEPING = [
  'resourceVersion',
  'generation',
  'managedFields',
  'creationTimestamp',
  'selfLink',
];

/** An object as a preview shows it: redacted, without status and the server's bookkeeping. */
export function shown(object: object): JsonObject {
  const { status: _, ...rest } = JSON.parse(
    JSON.stringify(object),
  ) as JsonObject & { metadata?: JsonObject };
  const metadata = { ...rest.metadata };
  BOOKKEEPING.forEach(key => delete metadata[key]);
  return redactObject({ ...rest, metadata }) as JsonObject;
}

function yaml(object: JsonObject): string {
  return stringify(object, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The difference between an object and what it would become; `after` null: it would be gone. */
export function previewOf(
  before: object,
  after: object | null,
  source: StepPreview['source'] = 'dry-run',
): StepPreview {
  const old = shown(before);
  if (!after) {
    const name = (old.metadata as JsonObject).name;
    return {
      source,
      entries: [
        { path: 'metadata.name', before: JSON.stringify(name), after: null },
      ],
      before: yaml(old),
    };
  }
  const next = shown(after);
  return {
    source,
    entries: diffValues(old, next),
    before: yaml(old),
    after: yaml(next),
  };
}

/**
 * Asks the platform for a dry run. A webhook that cannot do one answers 400: then the change is shown as computed from
 * the live object, and the plan says so.
 */
export async function dryRun<T>(
  ask: () => Promise<T>,
  computed: () => T,
): Promise<{
  after: T;
  source: StepPreview['source'];
  warnings: PlanWarning[];
}> {
  try {
    return { after: await ask(), source: 'dry-run', warnings: [] };
  } catch (error) {
    const { message } = error as Error;
    if (upstreamStatus(error) !== 400 || !/dry.?run/i.test(message)) {
      throw error;
    }
    return {
      after: computed(),
      source: 'computed',
      warnings: [
        {
          code: 'no-preview',
          severity: 'info',
          message:
            'The platform offers no dry run here; the change shown is computed.',
        },
      ],
    };
  }
}
