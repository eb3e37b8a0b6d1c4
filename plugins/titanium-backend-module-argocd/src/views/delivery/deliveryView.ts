import { JsonObject } from '@backstage/types';
import {
  View,
  ViewChange,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { AppId } from '../../client/types';
import { ArgoInstances } from '../../instances';
import { Ticker } from '../../watch/Ticker';
import { DeliveryModel } from './DeliveryModel';
import { readApplication } from './scope';

interface DeliveryInput extends JsonObject {
  instance: string;
  app: AppId;
}

async function* open(
  instances: ArgoInstances,
  { instance: name, app }: DeliveryInput,
  signal: AbortSignal,
): AsyncGenerator<ViewChange[]> {
  const instance = instances.byName(name);
  const { refreshMs, pollMs, throttleMs } = instance.timings;
  const model = new DeliveryModel(instance, app);
  const ticker = new Ticker(signal);
  const end = instance.watch.subscribe(app, {
    changed: () => ticker.changed(),
  });
  try {
    yield model.changes();
    while (!signal.aborted) {
      await model.read(signal);
      yield model.changes();
      const details = model.loadDetails(signal, () => ticker.news());
      details.catch(() => {});
      const patience =
        instance.watch.isLive && !model.failed ? refreshMs : pollMs;
      while ((await ticker.next(patience, throttleMs)) === 'news') {
        yield model.changes();
      }
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  } finally {
    end();
  }
}

/**
 * An application as its Argo CD sees it: state, objects, deployments, the operation and sync windows. Read again whenever
 * the shared watch tells of a change, and from time to time while there is no watch.
 */
export function createDeliveryView(instances: ArgoInstances): View {
  return {
    topic: 'delivery',
    kind: 'rows',
    params: z.object({}).strict(),
    scope(entity) {
      const app = readApplication(entity);
      const { name } = instances.ofEntity(entity);
      return {
        shareKey: [name, app.namespace ?? '', app.name].join('/'),
        input: { instance: name, app },
      };
    },
    open: (input, { signal }) =>
      open(instances, input as DeliveryInput, signal),
  };
}
