import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  LogLine,
  SourceStatus,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { View } from '@titanium-portal/backstage-plugin-titanium-node';

/** Opens a view and keeps what its viewers would see. */
export class ViewReader {
  readonly collections: Record<string, Map<string, any>> = {};
  readonly status: Record<string, SourceStatus> = {};
  readonly lines: LogLine[] = [];
  puts = 0;
  error: Error | undefined;
  private readonly controller = new AbortController();
  private readonly done: Promise<void>;

  /** Without an entity: the view of the whole portal. */
  constructor(view: View<any>, entity?: Entity, params: JsonObject = {}) {
    const { input } = entity
      ? view.scope(entity, params)
      : view.portalScope!(params);
    this.done = this.run(view, input);
  }

  rows(collection: string): any[] {
    return [...(this.collections[collection]?.values() ?? [])];
  }

  async stop(): Promise<void> {
    this.controller.abort();
    await this.done;
  }

  private async run(view: View<any>, input: JsonObject): Promise<void> {
    const changes = view.open(input, {
      signal: this.controller.signal,
      logger: mockServices.logger.mock(),
    });
    try {
      for await (const batch of changes) {
        for (const change of batch) {
          this.take(change);
        }
      }
    } catch (error) {
      this.error = error as Error;
    }
  }

  private take(change: any): void {
    const rows = (name: string) => (this.collections[name] ??= new Map());
    switch (change.op) {
      case 'put':
        this.puts += 1;
        rows(change.collection).set(change.key, change.row);
        break;
      case 'remove':
        rows(change.collection).delete(change.key);
        break;
      case 'replace':
        this.collections[change.collection] = new Map(
          Object.entries(change.rows),
        );
        break;
      case 'lines':
        this.lines.push(...change.lines);
        break;
      case 'status':
        this.status[change.source] = change.status;
        break;
      default:
        break;
    }
  }
}
