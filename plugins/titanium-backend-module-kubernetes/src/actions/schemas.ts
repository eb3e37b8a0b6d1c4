import {
  isDnsLabel,
  isDnsSubdomain,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';

const cluster = z.string().min(1).max(253);
const namespace = z
  .string()
  .refine(isDnsLabel, 'is not the name of a namespace');
const name = z.string().refine(isDnsSubdomain, 'is not the name of an object');
/** More than any cluster holds; keeps a slip of the finger from becoming a load test. */
const replicas = z.number().int().min(0).max(10_000);

export const scaleSchema = z
  .object({
    cluster,
    namespace,
    kind: z.enum(['deployment', 'statefulset']),
    name,
    replicas,
    currentReplicas: replicas.nullable().default(null),
  })
  .strict();

export const restartSchema = z
  .object({
    cluster,
    namespace,
    kind: z.enum(['deployment', 'statefulset', 'daemonset']),
    name,
  })
  .strict();

export const undoSchema = z
  .object({
    cluster,
    namespace,
    kind: z.enum(['deployment', 'statefulset']),
    name,
    revision: z
      .number()
      .int()
      .min(1)
      .max(1_000_000_000)
      .nullable()
      .default(null),
  })
  .strict();

export const deletePodSchema = z.object({ cluster, namespace, name }).strict();

export type ScaleInput = z.infer<typeof scaleSchema>;
export type RestartInput = z.infer<typeof restartSchema>;
export type UndoInput = z.infer<typeof undoSchema>;
export type DeletePodInput = z.infer<typeof deletePodSchema>;
