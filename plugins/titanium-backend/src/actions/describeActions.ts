import { JsonObject } from '@backstage/types';
import { ActionDescriptor } from '@titanium-portal/backstage-plugin-titanium-common';
import { zodToJsonSchema } from 'zod-to-json-schema';
import { Registry } from '../registry/Registry';

/** Everything the portal can do, reads included, sorted by id. */
export function describeActions(registry: Registry): ActionDescriptor[] {
  const actions = registry.actions.map(
    ({ id, title, description, risk, input, undo, undoReason }) => ({
      id,
      title,
      description,
      risk,
      inputSchema: zodToJsonSchema(input) as JsonObject,
      undoable: undo !== undefined,
      ...(!undo && { undoReason: undoReason ?? 'Nothing can take it back.' }),
    }),
  );
  const reads = registry.reads.map(({ id, title, description, input }) => ({
    id,
    title,
    description,
    risk: 'read' as const,
    inputSchema: zodToJsonSchema(input) as JsonObject,
    undoable: false,
    undoReason: 'It changes nothing.',
  }));
  return [...actions, ...reads].sort((a, b) => (a.id < b.id ? -1 : 1));
}
