import { JsonObject } from '@backstage/types';
import { isDnsLabel } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { isRecord } from '../../actions/manifest/readYaml';
import { SourceFile } from './files';
import { notBuilt } from './notBuilt';
import { readDocuments } from './documents';
import { isBookkeeping } from './resource';

const texts = z.record(z.string());
const text = z.string().min(1).max(512);

/** Go reads null as nothing at all. */
const optional = <T extends z.ZodTypeAny>(type: T) =>
  type
    .nullish()
    .transform((value): z.output<T> | undefined =>
      value === null ? undefined : value,
    );

/** The fields that are built, each as kustomize types it. */
const FIELDS = {
  apiVersion: optional(z.literal('kustomize.config.k8s.io/v1beta1')),
  kind: optional(z.literal('Kustomization')),
  resources: z.array(text).min(1),
  namespace: optional(
    z.string().refine(name => name === '' || isDnsLabel(name)),
  ),
  labels: optional(
    z.array(
      z
        .object({
          pairs: texts,
          includeSelectors: optional(z.literal(false)),
          includeTemplates: optional(z.boolean()),
        })
        .strict(),
    ),
  ),
  commonAnnotations: optional(
    texts.refine(all => !Object.keys(all).some(isBookkeeping)),
  ),
  replicas: optional(
    z.array(
      z
        .object({
          name: text,
          count: z.number().int().min(0).max(0x7fffffff),
        })
        .strict(),
    ),
  ),
  images: optional(
    z.array(
      z
        .object({
          name: text,
          newName: optional(z.string().max(512)),
          newTag: optional(z.string().max(128)),
          digest: optional(z.string().max(128)),
        })
        .strict(),
    ),
  ),
};

const schema = z.object(FIELDS).strict();

/** A kustomization of which every field is built. */
export type Kustomization = z.output<typeof schema>;

/** The field of an issue, as a person finds it: `images[0].tagSuffix`. */
function fieldOf(issue: z.ZodIssue): string {
  const path =
    issue.code === 'unrecognized_keys'
      ? [...issue.path, issue.keys[0]]
      : issue.path;
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${part}`,
    )
    .join('')
    .slice(0, 200);
}

/** Fields of kustomize that change what is built and that the portal does not build, beside all it does not know. */
function isUnsupported({ code, path }: z.ZodIssue): boolean {
  return code === 'unrecognized_keys' || path.at(-1) === 'includeSelectors';
}

/** Reads a kustomization, and refuses by its name what is not built. */
export function readKustomization(file: SourceFile): Kustomization {
  const { path } = file;
  const [document, more] = readDocuments(file);
  if (more || !isRecord(document)) {
    return notBuilt('kustomize-invalid', path);
  }
  const parsed = schema.safeParse(document as JsonObject);
  if (parsed.success) {
    return parsed.data;
  }
  const { issues } = parsed.error;
  const unsupported = issues.find(isUnsupported);
  return unsupported
    ? notBuilt('kustomize-field', path, fieldOf(unsupported))
    : notBuilt('kustomize-invalid', path, fieldOf(issues[0]));
}
