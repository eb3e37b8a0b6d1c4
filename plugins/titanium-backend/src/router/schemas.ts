import {
  ApproveRequest,
  AuditQuery,
  ChoicesRequest,
  ParseRequest,
  PlanRequest,
  ReadRequest,
  RunRequest,
  StreamRequest,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { JsonObject } from '@backstage/types';
import { z } from 'zod/v3';

type Schema<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

/** A page that shows one thing and asks for another must not be believed in either. */
const notBoth = [
  (request: { action?: unknown; statement?: unknown }) =>
    request.action === undefined || request.statement === undefined,
  { message: 'Give an action or a statement, not both' },
] as const;

/** Compared in the database, where a control character is never part of a value, and NUL not even text. */
const plain = (max: number) =>
  z
    .string()
    .max(max)
    // eslint-disable-next-line no-control-regex
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'Control characters are not allowed');

const ref = plain(512);
const id = z.string().uuid();
const json = z.record(z.unknown()) as unknown as Schema<JsonObject>;

const statement = z
  .object({
    text: z.string(),
    language: z.string().max(100).optional(),
    values: z.record(z.string().max(4096)).optional(),
    entityRef: ref.optional(),
    documentRef: ref.optional(),
    path: z.string().max(2048).optional(),
  })
  .strict();

const action = z.object({ id: z.string().max(255), input: json }).strict();

export const parseRequest: Schema<ParseRequest> = z
  .object({
    entityRef: ref.optional(),
    documentRef: ref.optional(),
    path: z.string().max(2048).optional(),
    blocks: z.array(
      z
        .object({
          id: z.string(),
          language: z.string().max(100).optional(),
          heading: z.string().max(1024).optional(),
          text: z.string(),
        })
        .strict(),
    ),
  })
  .strict();

export const choicesRequest: Schema<ChoicesRequest> = z
  .object({ statement, placeholder: z.string().max(255) })
  .strict();

export const checkRequest = z
  .object({
    items: z
      .array(
        z
          .object({
            action: z.string().max(255),
            input: json,
            entityRef: ref.optional(),
          })
          .strict(),
      )
      .max(50),
  })
  .strict();

export const targetsRequest = z
  .object({
    steps: z
      .array(z.object({ action: z.string().max(255), input: json }).strict())
      .max(200),
  })
  .strict();

export const readRequest: Schema<ReadRequest> = z
  .object({
    action: action.optional(),
    statement: statement.optional(),
    entityRef: ref.optional(),
  })
  .strict()
  .refine(...notBoth);

export const planRequest: Schema<PlanRequest> = z
  .object({
    action: action.optional(),
    statement: statement.optional(),
    fields: json.optional(),
    entityRef: ref.optional(),
    origin: z
      .object({
        documentRef: ref.optional(),
        path: z.string().max(2048).optional(),
        heading: z.string().max(1024).optional(),
      })
      .strict()
      .optional(),
  })
  .strict()
  .refine(...notBoth);

export const rejectRequest = z
  .object({ reason: z.string().max(2000).optional() })
  .strict();

export const approveRequest: Schema<ApproveRequest> = z
  .object({ hash: z.string().regex(/^[0-9a-f]{64}$/) })
  .strict();

export const emptyRequest = z.object({}).strict();

export const runRequest: Schema<RunRequest> = z
  .object({
    planId: id,
    idempotencyKey: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  })
  .strict();

export const runsQuery = z
  .object({
    entityRef: ref.optional(),
    requester: ref.optional(),
    action: plain(255).optional(),
    state: plain(32).optional(),
    cursor: plain(200).optional(),
    limit: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.number().int().min(1).max(100))
      .optional(),
  })
  .strict();

export const eventsQuery = z
  .object({
    after: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .optional(),
  })
  .strict();

const time = z.string().datetime({ offset: true }).transform(toUtc);

const auditRange = {
  from: time.optional(),
  to: time.optional(),
};

export const auditExportQuery = z.object(auditRange).strict();

export const auditQuery: Schema<AuditQuery> = z
  .object({
    subject: z.string().min(1).max(512).optional(),
    actor: ref.optional(),
    event: z
      .string()
      .regex(/^[a-z][a-z._]{0,63}$/)
      .optional(),
    cursor: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
    limit: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.number().int().min(1).max(200))
      .optional(),
    ...auditRange,
  })
  .strict();

/** Times are compared as texts, so that all must be written alike. */
function toUtc(text: string): string {
  return new Date(text).toISOString();
}

export const streamRequest: Schema<StreamRequest> = z
  .object({
    subscriptions: z.array(
      z
        .object({
          id: z.string().min(1).max(128),
          topic: z.string().max(128),
          entityRef: ref.nullable(),
          params: z
            .record(
              z.union([
                z.string().max(1024),
                z.number(),
                z.boolean(),
                z.array(z.string().max(512)).max(500),
              ]),
            )
            .optional(),
          cursor: z.string().max(128).optional(),
        })
        .strict(),
    ),
  })
  .strict()
  .refine(
    ({ subscriptions }) =>
      new Set(subscriptions.map(item => item.id)).size === subscriptions.length,
    { message: 'Subscription ids must be unique' },
  );
