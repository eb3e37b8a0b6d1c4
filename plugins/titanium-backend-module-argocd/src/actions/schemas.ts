import {
  isDnsLabel,
  isDnsSubdomain,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';

const cluster = z.string().min(1).max(253);
const application = z
  .string()
  .refine(isDnsSubdomain, 'is not the name of an application');
const namespace = z
  .string()
  .refine(isDnsLabel, 'is not the name of a namespace');
/** A branch, tag, commit or version; never a flag, never a path upwards. */
export const REVISION = /^[A-Za-z0-9][\w.+/@~^-]{0,199}$/;
const revision = z
  .string()
  .refine(
    text => REVISION.test(text) && !text.includes('..'),
    'is not a revision',
  );
export const historyId = z.number().int().min(0).max(1_000_000_000);

export const appFields = {
  cluster,
  application,
  /** Null where the application lives in Argo CD's own namespace. */
  appNamespace: namespace.nullable().default(null),
};

export const appSchema = z.object(appFields).strict();

export const rollbackSchema = z
  .object({ ...appFields, id: historyId.nullable().default(null) })
  .strict();

/** Group, kind and name as Argo CD names resources; `*` is none of them here. */
const resource = z
  .object({
    group: z
      .string()
      .refine(text => text === '' || isDnsSubdomain(text), 'is not a group')
      .default(''),
    kind: z.string().regex(/^[A-Z][A-Za-z0-9]{0,62}$/),
    namespace: namespace.nullable().default(null),
    name: z.string().regex(/^[A-Za-z0-9][\w.:-]{0,252}$/),
  })
  .strict();

export const syncSchema = z
  .object({
    ...appFields,
    revision: revision.nullable().default(null),
    prune: z.boolean().default(false),
    dryRun: z.boolean().default(false),
    resources: z.array(resource).max(100).default([]),
  })
  .strict();

export const restoreSchema = z
  .object({
    ...appFields,
    prune: z.boolean().default(false),
    selfHeal: z.boolean().default(false),
  })
  .strict();

export const refreshSchema = z
  .object({ ...appFields, hard: z.boolean().default(false) })
  .strict();

export type AppActionInput = z.infer<typeof appSchema>;
export type RollbackInput = z.infer<typeof rollbackSchema>;
export type SyncInput = z.infer<typeof syncSchema>;
export type RestoreInput = z.infer<typeof restoreSchema>;
export type RefreshInput = z.infer<typeof refreshSchema>;
