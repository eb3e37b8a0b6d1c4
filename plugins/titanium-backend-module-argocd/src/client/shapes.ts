import { z } from 'zod/v3';

/** Something with further fields, whatever they are. */
const any = z.object({}).passthrough();
const texts = z.record(z.string());
const list = (of: z.ZodTypeAny) => z.array(of).nullish();
const named = z.object({ kind: z.string(), name: z.string() }).passthrough();
const text = z.string().nullish();
const health = z.object({ status: text, message: text }).passthrough();
const revisions = {
  revision: text,
  revisions: list(z.string()),
};
const sourced = { source: any.nullish(), sources: list(any) };

const sync = z
  .object({ ...revisions, ...sourced, resources: list(named) })
  .passthrough();
const operation = z
  .object({ sync: sync.nullish(), initiatedBy: any.nullish() })
  .passthrough();

const historyEntry = z
  .object({
    id: z.number().nullish(),
    ...revisions,
    ...sourced,
    deployedAt: text,
  })
  .passthrough();

/**
 * What an application must be like before anything is read from it or done to it. Fields may be missing, as versions
 * differ; those that are there have their types.
 */
export const applicationShape = z
  .object({
    metadata: z
      .object({
        name: z.string(),
        namespace: text,
        uid: text,
        labels: texts.nullish(),
        annotations: texts.nullish(),
        ownerReferences: list(named),
      })
      .passthrough(),
    spec: z
      .object({
        project: text,
        ...sourced,
        destination: z
          .object({ server: text, name: text, namespace: text })
          .passthrough()
          .nullish(),
        syncPolicy: z
          .object({ automated: any.nullish() })
          .passthrough()
          .nullish(),
      })
      .passthrough(),
    status: z
      .object({
        sync: z
          .object({ status: text, ...revisions })
          .passthrough()
          .nullish(),
        health: health.nullish(),
        history: list(historyEntry),
        conditions: list(z.object({ type: z.string() }).passthrough()),
        resources: list(named.extend({ health: health.nullish() })),
        summary: z
          .object({ images: list(z.string()) })
          .passthrough()
          .nullish(),
        operationState: z
          .object({
            operation: operation.nullish(),
            phase: text,
            message: text,
            startedAt: text,
            syncResult: sync.nullish(),
          })
          .passthrough()
          .nullish(),
      })
      .passthrough()
      .nullish(),
    operation: operation.nullish(),
  })
  .passthrough();

export const applicationListShape = z
  .object({
    items: list(applicationShape),
    metadata: z.object({ resourceVersion: text }).passthrough().nullish(),
  })
  .passthrough();

export const treeShape = z
  .object({
    nodes: list(
      named.extend({
        health: health.nullish(),
        info: list(
          z.object({ name: z.string(), value: z.string() }).passthrough(),
        ),
        images: list(z.string()),
        parentRefs: list(named),
      }),
    ),
  })
  .passthrough();

export const managedResourcesShape = z
  .object({
    items: list(
      named.extend({
        targetState: text,
        liveState: text,
        normalizedLiveState: text,
        predictedLiveState: text,
      }),
    ),
  })
  .passthrough();

export const manifestsShape = z
  .object({ manifests: list(z.string()) })
  .passthrough();

export const revisionShape = z
  .object({ author: text, date: text, message: text, tags: list(z.string()) })
  .passthrough();

export const windowsShape = z
  .object({
    activeWindows: list(any),
    assignedWindows: list(any),
    canSync: z.boolean().nullish(),
  })
  .passthrough();

export const applicationSetShape = z
  .object({
    spec: z
      .object({
        ignoreApplicationDifferences: list(
          z
            .object({
              jsonPointers: list(z.string()),
              jqPathExpressions: list(z.string()),
            })
            .passthrough(),
        ),
      })
      .passthrough(),
  })
  .passthrough();

export const answerShape = z.object({ value: z.string() }).passthrough();
