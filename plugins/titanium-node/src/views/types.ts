import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  LogLine,
  SourceStatus,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';
import { ReadTarget } from '../actions/types';

/** One change of a view. Rows are plain JSON; the host finds out which fields changed and sends only those. @public */
export type ViewChange =
  | { op: 'put'; collection: string; key: string; row: object }
  | { op: 'remove'; collection: string; key: string }
  /** Replaces a whole collection, after a new list: rows not named are removed. */
  | { op: 'replace'; collection: string; rows: Record<string, object> }
  /** Appends to a view of lines. */
  | { op: 'lines'; lines: LogLine[] }
  | { op: 'gap'; dropped: number }
  | { op: 'status'; source: string; status: SourceStatus };

/**
 * A live view that a module offers. The host opens it for the first viewer, shares it among all viewers with the same
 * `shareKey`, and aborts it a while after the last has gone. The view knows no users: the host has authorized them.
 * @public
 */
export interface View<TParams extends JsonObject = JsonObject> {
  /** The stream's topic and the path's last segment: `pods`. */
  topic: string;
  /** `lines` views have no rows and no REST snapshot beyond their buffer. */
  kind: 'rows' | 'lines';
  params: z.ZodType<TParams, z.ZodTypeDef, unknown>;
  /**
   * What the view is of, from the entity's annotations. Throws `InputError` naming the missing annotation with the
   * line to add. Equal `shareKey`s must mean equal data.
   */
  scope(
    entity: Entity,
    params: TParams,
  ): { shareKey: string; input: JsonObject };
  /**
   * The same without an entity, for pages of the whole portal; absent when there is no such view. The host authorizes
   * `target` as a read, which is for operators where its namespace is null.
   */
  portalScope?(params: TParams): {
    shareKey: string;
    input: JsonObject;
    target: ReadTarget;
  };
  /**
   * Yields batches of changes until aborted. Failures of the platform are `status` changes, not exceptions; an
   * exception ends the view and is shown as `failed`.
   */
  open(
    input: JsonObject,
    context: { signal: AbortSignal; logger: LoggerService },
  ): AsyncIterable<ViewChange[]>;
}
