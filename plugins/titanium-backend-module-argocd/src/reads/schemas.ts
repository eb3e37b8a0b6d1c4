import { z } from 'zod/v3';
import { appFields, REVISION } from '../actions/schemas';

export const listSchema = z
  .object({
    cluster: appFields.cluster,
    project: z
      .string()
      .regex(/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/)
      .nullable()
      .default(null),
    output: z.enum(['table', 'wide', 'name']).default('table'),
  })
  .strict();

export const getSchema = z
  .object({
    ...appFields,
    output: z.enum(['table', 'yaml', 'json']).default('table'),
  })
  .strict();

export const historySchema = z.object(appFields).strict();

export const resourcesSchema = z.object(appFields).strict();

export const diffSchema = z
  .object({
    ...appFields,
    /** One for each source; without any, what the sources have now is compared. */
    revisions: z
      .array(
        z
          .string()
          .refine(
            text => REVISION.test(text) && !text.includes('..'),
            'is not a revision',
          ),
      )
      .max(20)
      .default([]),
  })
  .strict();

export type ListInput = z.infer<typeof listSchema>;
export type GetInput = z.infer<typeof getSchema>;
export type HistoryInput = z.infer<typeof historySchema>;
export type ResourcesInput = z.infer<typeof resourcesSchema>;
export type DiffInput = z.infer<typeof diffSchema>;
