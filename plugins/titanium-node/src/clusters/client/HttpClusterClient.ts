import type {
  KubernetesListObject,
  KubernetesObject,
} from '@kubernetes/client-node';
import { upstreamStatus } from '../PlatformError';
import { kubernetesPath } from '../kubernetesPath';
import {
  BodyLine,
  ClusterClient,
  ClusterRequest,
  ResourcePath,
} from '../types';
import { readLineBatches } from './lines';
import { ClusterTransport } from './transport';

const PAGE = 500;
const LINE_BYTES = 64 * 1024;

/** A cluster with one credential. @internal */
export class HttpClusterClient implements ClusterClient {
  constructor(
    private readonly transport: ClusterTransport,
    private readonly token: string,
  ) {}

  get cluster(): string {
    return this.transport.config.name;
  }

  async request<T = KubernetesObject>(request: ClusterRequest): Promise<T> {
    const response = await this.transport.send(request, {
      token: this.token,
      stream: false,
    });
    const text = await this.transport.text(response, request.signal);
    try {
      return JSON.parse(text) as T;
    } catch {
      throw this.transport.unavailable(new Error('the answer is not JSON'));
    }
  }

  /** Asks for next to nothing; resolves when the API answers, whatever it says of the credential. */
  async probe(timeoutMs: number, signal: AbortSignal): Promise<void> {
    try {
      // Not through the requests' pool: waiting in line there must not look like a silent cluster.
      const response = await this.transport.send(
        {
          path: '/version',
          timeoutMs,
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        },
        { token: this.token, stream: true },
      );
      await this.transport.text(response, signal);
    } catch (error) {
      signal.throwIfAborted();
      if ((upstreamStatus(error) ?? 500) >= 500) {
        throw (error as Error).name === 'TimeoutError'
          ? this.transport.unavailable(new Error('no answer in time'))
          : error;
      }
    }
  }

  async *lines(request: ClusterRequest): AsyncGenerator<BodyLine> {
    for await (const batch of this.lineBatches(request, 'cut')) {
      yield* batch;
    }
  }

  /** Lines as they arrive, a batch a chunk; an empty batch tells that bytes came. */
  async *lineBatches(
    request: ClusterRequest,
    overflow: 'cut' | 'fail',
    opened?: () => void,
  ): AsyncGenerator<BodyLine[]> {
    const response = await this.transport.send(request, {
      token: this.token,
      stream: true,
    });
    opened?.();
    try {
      yield* readLineBatches(response.body, {
        maxLineBytes: request.maxLineBytes ?? LINE_BYTES,
        overflow,
      });
    } catch (error) {
      request.signal?.throwIfAborted();
      throw (error as Error).name === 'LineTooLongError'
        ? error
        : this.transport.unavailable(error);
    } finally {
      response.body.destroy();
    }
  }

  get<T extends KubernetesObject = KubernetesObject>(
    path: ResourcePath,
    name: string,
    options: { subresource?: string; signal?: AbortSignal } = {},
  ): Promise<T> {
    return this.request<T>({
      path: kubernetesPath(path, name, options.subresource),
      signal: options.signal,
    });
  }

  async list<T extends KubernetesObject = KubernetesObject>(
    path: ResourcePath,
    options: {
      labelSelector?: string;
      fieldSelector?: string;
      limit?: number;
      signal?: AbortSignal;
    } = {},
  ): Promise<KubernetesListObject<T>> {
    let restarts = 0;
    for (;;) {
      try {
        return await this.pages<T>(path, options);
      } catch (error) {
        // A continue token outlived its snapshot: the pages read so far belong to another state.
        if (upstreamStatus(error) !== 410 || restarts >= 2) {
          throw error;
        }
        restarts += 1;
      }
    }
  }

  private async pages<T extends KubernetesObject>(
    path: ResourcePath,
    options: {
      labelSelector?: string;
      fieldSelector?: string;
      limit?: number;
      signal?: AbortSignal;
    },
  ): Promise<KubernetesListObject<T>> {
    const items: T[] = [];
    let next: string | undefined;
    for (;;) {
      const page: KubernetesListObject<T> = await this.request({
        path: kubernetesPath(path),
        query: {
          labelSelector: options.labelSelector,
          fieldSelector: options.fieldSelector,
          limit: String(Math.min(options.limit ?? PAGE, PAGE)),
          continue: next,
        },
        signal: options.signal,
      });
      items.push(...(page.items ?? []));
      next = page.metadata?._continue ?? continueOf(page);
      if (!next || (options.limit && items.length >= options.limit)) {
        return { ...page, items: items.slice(0, options.limit) };
      }
    }
  }
}

/** The wire's name for what the client library calls `_continue`. */
function continueOf(page: KubernetesListObject<KubernetesObject>) {
  return (page.metadata as { continue?: string } | undefined)?.continue;
}
