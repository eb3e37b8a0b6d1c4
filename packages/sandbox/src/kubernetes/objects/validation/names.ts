/** Texts of `k8s.io/apimachinery/pkg/util/validation`. */
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const LABEL_1035_TEXT =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const NAME_PART_TEXT =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function tooLong(length: number): string {
  return `must be no more than ${length} characters`;
}

export function subdomainProblem(value: string): string | undefined {
  if (value.length > 253) {
    return tooLong(253);
  }
  return SUBDOMAIN.test(value) ? undefined : SUBDOMAIN_TEXT;
}

export function labelProblem(value: string): string | undefined {
  if (value.length > 63) {
    return tooLong(63);
  }
  return LABEL.test(value) ? undefined : LABEL_TEXT;
}

export function label1035Problem(value: string): string | undefined {
  if (value.length > 63) {
    return tooLong(63);
  }
  return LABEL_1035.test(value) ? undefined : LABEL_1035_TEXT;
}

/** RBAC names may be any path segment. */
export function pathSegmentProblem(value: string): string | undefined {
  if (value === '.' || value === '..') {
    return `may not be '${value}'`;
  }
  const forbidden = ['/', '%'].find(character => value.includes(character));
  return forbidden ? `may not contain '${forbidden}'` : undefined;
}

/** A label or annotation key: `prefix/name`. */
export function qualifiedNameProblem(value: string): string | undefined {
  const parts = value.split('/');
  const name = parts[parts.length - 1];
  if (parts.length > 2) {
    return `a qualified name ${NAME_PART_TEXT.replace(
      'name part ',
      '',
    )} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  }
  if (parts.length === 2) {
    const problem = parts[0] ? subdomainProblem(parts[0]) : 'must be non-empty';
    if (problem) {
      return `prefix part ${problem}`;
    }
  }
  if (name === '') {
    return 'name part must be non-empty';
  }
  if (name.length > 63) {
    return `name part ${tooLong(63)}`;
  }
  return QUALIFIED_NAME.test(name) ? undefined : NAME_PART_TEXT;
}

export function labelValueProblem(value: string): string | undefined {
  if (value.length > 63) {
    return tooLong(63);
  }
  return LABEL_VALUE.test(value) ? undefined : LABEL_VALUE_TEXT;
}
