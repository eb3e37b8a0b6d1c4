import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { View } from '@titanium-portal/backstage-plugin-titanium-node';
import { SharedView, Viewer, ViewLimits } from './SharedView';

/** A viewer's hold on a view; released exactly once. */
export interface ViewLease {
  view: SharedView;
  release(): void;
}

/** Opens each view once for all who look at the same thing, and closes it a while after the last has gone. */
export class ViewHost {
  readonly #open = new Map<
    string,
    { view: SharedView; close?: NodeJS.Timeout }
  >();

  constructor(
    private readonly options: ViewLimits & {
      linger: number;
      logger: LoggerService;
    },
  ) {}

  /** Views that are open now. */
  get size(): number {
    return this.#open.size;
  }

  lease(
    view: Pick<View, 'topic' | 'kind' | 'open'>,
    scope: { shareKey: string; input: JsonObject },
    viewer: Viewer,
    linger = this.options.linger,
  ): ViewLease {
    const key = JSON.stringify([view.topic, scope.shareKey]);
    const shared = this.#open.get(key) ?? this.#start(key, view, scope.input);
    clearTimeout(shared.close);
    shared.close = undefined;
    shared.view.viewers.add(viewer);
    let released = false;
    return {
      view: shared.view,
      release: () => {
        if (released) return;
        released = true;
        shared.view.viewers.delete(viewer);
        if (!shared.view.viewers.size && this.#open.get(key) === shared) {
          shared.close = setTimeout(() => {
            this.#open.delete(key);
            shared.view.close();
          }, linger);
          shared.close.unref();
        }
      },
    };
  }

  close() {
    for (const { view, close } of this.#open.values()) {
      clearTimeout(close);
      view.close();
    }
    this.#open.clear();
  }

  #start(
    key: string,
    view: Pick<View, 'topic' | 'kind' | 'open'>,
    input: JsonObject,
  ) {
    const logger = this.options.logger.child({ view: view.topic });
    const shared: { view: SharedView; close?: NodeJS.Timeout } = {
      view: new SharedView(view.kind, this.options, () => {
        if (this.#open.get(key) === shared) {
          clearTimeout(shared.close);
          this.#open.delete(key);
        }
      }),
    };
    this.#open.set(key, shared);
    void shared.view.follow(context => view.open(input, context), logger);
    return shared;
  }
}
