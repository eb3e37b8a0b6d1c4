import { StoreError } from '../world/types';

/** `Status` as on the wire. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, unknown>;
  status: 'Failure' | 'Success';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code: number;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

/** A group and a plural resource, or a group and a kind, as error texts name them. */
export interface Qualified {
  group: string;
  name: string;
}

/** A refusal that is answered as a `Status` object with the texts of a Kubernetes API server. */
export class ApiError extends Error {
  readonly code: number;

  constructor(
    code: number,
    readonly reason: string,
    message: string,
    readonly details?: StatusDetails,
    readonly metadata: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }

  toStatus(): Status {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.metadata,
      status: 'Failure',
      message: this.message,
      reason: this.reason || undefined,
      details: this.details,
      code: this.code,
    };
  }
}

export function qualified({ group, name }: Qualified): string {
  return group ? `${name}.${group}` : name;
}

export function notFound(resource: Qualified, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualified(resource)} "${name}" not found`,
    { name, group: resource.group || undefined, kind: resource.name },
  );
}

/** What a path that no handler serves is answered with. */
export function unknownPath(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

export function alreadyExists(resource: Qualified, name: string): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualified(resource)} "${name}" already exists`,
    { name, group: resource.group || undefined, kind: resource.name },
  );
}

export function conflict(
  resource: Qualified,
  name: string,
  why: string,
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`,
    { name, group: resource.group || undefined, kind: resource.name },
  );
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

export function methodNotAllowed(verb: string, resource: Qualified): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    `${verb} is not supported on resources of kind "${qualified(resource)}"`,
    { group: resource.group || undefined, kind: resource.name },
  );
}

export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

/** One finding about a field, in the words of `k8s.io/apimachinery/pkg/util/validation/field`. */
export interface FieldError {
  reason:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueDuplicate'
    | 'FieldValueTooLong'
    | 'FieldValueNotFound';
  field: string;
  message: string;
}

export const field = {
  required(path: string, detail = ''): FieldError {
    return {
      reason: 'FieldValueRequired',
      field: path,
      message: detail ? `Required value: ${detail}` : 'Required value',
    };
  },
  invalid(path: string, value: unknown, detail: string): FieldError {
    return {
      reason: 'FieldValueInvalid',
      field: path,
      message: `Invalid value: ${shown(value)}: ${detail}`,
    };
  },
  notSupported(path: string, value: string, supported: string[]): FieldError {
    const list = [...supported].sort().map(item => `"${item}"`);
    return {
      reason: 'FieldValueNotSupported',
      field: path,
      message: `Unsupported value: "${value}": supported values: ${list.join(
        ', ',
      )}`,
    };
  },
  forbidden(path: string, detail: string): FieldError {
    return {
      reason: 'FieldValueForbidden',
      field: path,
      message: `Forbidden: ${detail}`,
    };
  },
  duplicate(path: string, value: unknown): FieldError {
    return {
      reason: 'FieldValueDuplicate',
      field: path,
      message: `Duplicate value: ${shown(value)}`,
    };
  },
  notFound(path: string, value: unknown): FieldError {
    return {
      reason: 'FieldValueNotFound',
      field: path,
      message: `Not found: ${shown(value)}`,
    };
  },
  tooLong(path: string, detail: string): FieldError {
    return {
      reason: 'FieldValueTooLong',
      field: path,
      message: `Too long: ${detail}`,
    };
  },
};

/** A value already written in Go syntax, shown as it is. */
export class GoValue {
  constructor(readonly text: string) {}
}

function shown(value: unknown): string {
  if (value instanceof GoValue) {
    return value.text;
  }
  return value === undefined ? 'null' : JSON.stringify(value);
}

export function invalid(
  kind: Qualified,
  name: string,
  errors: FieldError[],
): ApiError {
  const texts = errors.map(error => `${error.field}: ${error.message}`);
  return new ApiError(
    422,
    'Invalid',
    `${qualified(kind)} "${name}" is invalid: ${
      texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
    }`,
    {
      name,
      group: kind.group || undefined,
      kind: kind.name,
      causes: errors.map(({ reason, message, field: path }) => ({
        reason,
        message,
        field: path,
      })),
    },
  );
}

/** Failures of the store carry the server's texts already; anything else is a fault of the server. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (error instanceof StoreError) {
    return new ApiError(error.code, error.reason, error.message);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    { causes: [{ message }] },
  );
}
