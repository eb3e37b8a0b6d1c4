import { VerifyUpdate } from '@titanium-portal/backstage-plugin-titanium-node';
import { AppId } from '../../client/types';
import { ArgoInstance } from '../../instances';
import { VerifyTimings } from '../deps';
import { followApplication } from './followApplication';
import { Narrator } from './Narrator';
import {
  failureOf,
  operationProgress,
  REPLACED,
  Standing,
  standingOf,
  Wanted,
  wasReplaced,
} from './operation';
import { failed, Part, progressOf, trouble } from './says';

const ACCEPTED: Part = {
  text: 'Argo CD has accepted the operation and will begin it',
  key: 'accepted',
};

/** Follows one operation until it has ended. `paused`: failures say that automatic sync is off. */
export async function* followOperation(
  { instance, id }: { instance: ArgoInstance; id: AppId },
  wanted: Wanted,
  options: { timings: VerifyTimings; paused: boolean; signal: AbortSignal },
): AsyncGenerator<VerifyUpdate> {
  const narrator = new Narrator();
  const { stallMs } = options.timings;
  for await (const look of followApplication(instance, id, options.signal)) {
    if ('unavailable' in look) {
      const progress = narrator.news(trouble(look.unavailable), stallMs);
      if (progress) {
        yield { type: 'progress', progress };
      }
      continue;
    }
    const standing = standingOf(look.app, wanted);
    if (standing.at === 'succeeded') {
      yield { type: 'progress', progress: operationProgress(standing.state) };
      yield { type: 'succeeded' };
      return;
    }
    const failure = failureFrom(standing, wasReplaced(look.app, wanted));
    if (failure) {
      yield failed(failure, options.paused);
      return;
    }
    const progress = narrator.news(
      standing.at === 'running'
        ? operationProgress(standing.state)
        : progressOf([ACCEPTED]),
      stallMs,
    );
    if (progress) {
      yield { type: 'progress', progress };
    }
  }
}

function failureFrom(standing: Standing, replaced: boolean): Part | undefined {
  if (standing.at === 'failed') {
    return failureOf(standing.state);
  }
  return standing.at === 'unseen' && replaced ? REPLACED : undefined;
}
