import { z } from 'zod/v3';
import { clusterName } from '../../shared/deps';

const MINUTES_IN_30_DAYS = 30 * 24 * 60;

/** Text that people read in several tools: one line, nothing invisible. */
function isPlainLine(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text);
}

const labelName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_]\w*$/, 'is not the name of a label');

const labelValue = z
  .string()
  .max(1000)
  .refine(isPlainLine, 'holds invisible characters');

export const matcherSchema = z
  .object({
    name: labelName,
    value: labelValue,
    isRegex: z.boolean(),
    isEqual: z.boolean(),
  })
  .strict();

export const silenceSchema = z
  .object({
    cluster: clusterName,
    matchers: z.array(matcherSchema).min(1).max(20),
    minutes: z.number().int().min(5).max(MINUTES_IN_30_DAYS),
    reason: z
      .string()
      .transform(text => text.trim())
      .pipe(
        z
          .string()
          .min(3)
          .max(500)
          .refine(isPlainLine, 'must be one plain line'),
      ),
  })
  .strict();

export const expireSchema = z
  .object({
    cluster: clusterName,
    id: z.string().regex(/^[0-9A-Za-z-]{8,64}$/, 'is not the id of a silence'),
  })
  .strict();

export type SilenceMatcher = z.infer<typeof matcherSchema>;
export type SilenceInput = z.infer<typeof silenceSchema>;
export type ExpireInput = z.infer<typeof expireSchema>;
