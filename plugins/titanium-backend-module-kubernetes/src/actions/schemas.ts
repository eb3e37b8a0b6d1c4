import {
  isDnsLabel,
  isDnsSubdomain,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';

export const cluster = z.string().min(1).max(253);
export const namespace = z
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

/**
 * An image as the reference grammar of container registries has it: `host:port/path:tag@digest`. Its parts are told apart
 * by their first characters, so that matching takes time in proportion to the length.
 */
const IMAGE =
  /^(?:(?:localhost|[a-zA-Z0-9][a-zA-Z0-9-]*(?=:)|[a-zA-Z0-9][a-zA-Z0-9-]*(?:\.[a-zA-Z0-9][a-zA-Z0-9-]*)+)(?::\d{1,5})?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

export const setImageSchema = z
  .object({
    cluster,
    namespace,
    kind: z.enum(['deployment', 'statefulset', 'daemonset']),
    name,
    images: z
      .array(
        z
          .object({
            container: z
              .string()
              .refine(isDnsLabel, 'is not the name of a container'),
            image: z.string().max(512).regex(IMAGE, 'is not an image'),
          })
          .strict(),
      )
      .min(1)
      .max(20)
      .refine(
        images =>
          new Set(images.map(({ container }) => container)).size ===
          images.length,
        'names a container twice',
      ),
  })
  .strict();

/** A field that is absent stays as it is; one that is null waits for a form. */
export const editAutoscalerSchema = z
  .object({
    cluster,
    namespace,
    name,
    minReplicas: replicas.min(1).nullable().optional(),
    maxReplicas: replicas.min(1).nullable().optional(),
    /** Per cent of what the pods request. */
    cpuUtilization: z.number().int().min(1).max(1000).nullable().optional(),
  })
  .strict()
  // A form that has filled some fields leaves the others as they are.
  .transform(({ minReplicas, maxReplicas, cpuUtilization, ...target }) => ({
    ...target,
    ...(typeof minReplicas === 'number' && { minReplicas }),
    ...(typeof maxReplicas === 'number' && { maxReplicas }),
    ...(typeof cpuUtilization === 'number' && { cpuUtilization }),
  }));

export const runCronJobSchema = z
  .object({
    cluster,
    namespace,
    name,
    job: z
      .string()
      // Longer names are cut in the labels of the pods.
      .max(63, 'is longer than the 63 characters a job may have')
      .refine(isDnsSubdomain, 'is not the name of a job'),
  })
  .strict();

export const pauseRolloutSchema = z
  .object({ cluster, namespace, kind: z.literal('deployment'), name })
  .strict();

export type ScaleInput = z.infer<typeof scaleSchema>;
export type RestartInput = z.infer<typeof restartSchema>;
export type UndoInput = z.infer<typeof undoSchema>;
export type DeletePodInput = z.infer<typeof deletePodSchema>;
export type SetImageInput = z.infer<typeof setImageSchema>;
export type EditAutoscalerInput = z.infer<typeof editAutoscalerSchema>;
export type RunCronJobInput = z.infer<typeof runCronJobSchema>;
export type PauseRolloutInput = z.infer<typeof pauseRolloutSchema>;
