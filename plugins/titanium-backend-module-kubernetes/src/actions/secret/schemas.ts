import { randomBytes } from 'node:crypto';
import {
  isDnsLabel,
  isDnsSubdomain,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';

const place = {
  cluster: z.string().min(1).max(253),
  namespace: z.string().refine(isDnsLabel, 'is not the name of a namespace'),
  name: z.string().refine(isDnsSubdomain, 'is not the name of an object'),
  key: z.string().regex(/^[-._a-zA-Z0-9]{1,253}$/, 'is not the name of a key'),
};

export const revealSchema = z.object(place).strict();

/** The value itself is sealed: it is never part of the input. */
export const updateSchema = z.object({ ...place, value: z.null() }).strict();

const GENERATED_BYTES = 32;

/** A value as it was typed, or one the server makes. */
export const secretValue = z.union([
  z
    .string()
    .min(1)
    .max(32 * 1024),
  z
    .object({ generate: z.literal(true) })
    .strict()
    .transform(() => randomBytes(GENERATED_BYTES).toString('base64')),
]);

export type RevealInput = z.infer<typeof revealSchema>;
export type UpdateInput = z.infer<typeof updateSchema>;
