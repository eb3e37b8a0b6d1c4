import { isDnsLabel } from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';
import { MOST_CHARACTERS } from './readYaml';

const cluster = z.string().min(1).max(253);
const namespace = z
  .string()
  .refine(isDnsLabel, 'is not the name of a namespace')
  .nullable();
const manifest = z
  .string()
  .min(1, 'is empty')
  .max(
    MOST_CHARACTERS,
    `is too long: at most ${MOST_CHARACTERS / 1024} KiB of characters`,
  )
  // A text of whole lines, as a here-document holds it, so that the equivalent command says the same.
  .transform(text => (text.endsWith('\n') ? text : `${text}\n`));

export const applySchema = z
  .object({
    cluster,
    namespace,
    manifest,
    source: z
      .object({
        type: z.enum(['file', 'kustomize', 'stdin']),
        path: z.string().max(1024).nullable(),
      })
      .strict(),
  })
  .strict();

export const editSchema = z
  .object({
    cluster,
    namespace,
    kind: z.string().min(1).max(253),
    name: z.string().min(1).max(253),
    manifest,
  })
  .strict();

export type ApplyInput = z.infer<typeof applySchema>;
export type EditInput = z.infer<typeof editSchema>;
