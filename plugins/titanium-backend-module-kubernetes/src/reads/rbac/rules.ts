/** A rule as roles and reviews hold it. */
export interface Rule {
  verbs: readonly string[];
  apiGroups?: readonly string[];
  resources?: readonly string[];
  resourceNames?: readonly string[];
  nonResourceURLs?: readonly string[];
}

/** What somebody may want to do. */
export type Wanted =
  | {
      verb: string;
      group: string;
      /** With its subresource: `pods/log`. */
      resource: string;
      name: string | null;
    }
  | { verb: string; path: string };

const covers = (list: readonly string[] | undefined, value: string) =>
  (list ?? []).some(item => item === '*' || item === value);

/** Whether a rule allows it, as the API server's RBAC decides. */
export function allows(rule: Rule, wanted: Wanted): boolean {
  if (!covers(rule.verbs, wanted.verb)) {
    return false;
  }
  if ('path' in wanted) {
    return (rule.nonResourceURLs ?? []).some(
      url =>
        url === '*' ||
        url === wanted.path ||
        (url.endsWith('*') && wanted.path.startsWith(url.slice(0, -1))),
    );
  }
  const { group, resource, name } = wanted;
  const subresource = resource.split('/')[1];
  return (
    covers(rule.apiGroups, group) &&
    (covers(rule.resources, resource) ||
      (subresource !== undefined &&
        (rule.resources ?? []).includes(`*/${subresource}`))) &&
    (!rule.resourceNames?.length ||
      (name !== null && rule.resourceNames.includes(name)))
  );
}

/** A line of `kubectl auth can-i --list`. */
export interface RuleLine {
  resource: string;
  url: string | null;
  names: readonly string[];
  verbs: string[];
}

/** `pods`, `deployments.apps`, `*.*`. */
function resourceTitle(resource: string, group: string): string {
  return group === '' ? resource : `${resource}.${group}`;
}

function* breakDown(rule: Rule): Generator<RuleLine> {
  const verbs = [...rule.verbs];
  for (const resource of rule.resources ?? []) {
    for (const group of rule.apiGroups ?? ['']) {
      yield {
        resource: resourceTitle(resource, group),
        url: null,
        names: rule.resourceNames ?? [],
        verbs,
      };
    }
  }
  for (const url of rule.nonResourceURLs ?? []) {
    yield { resource: '', url, names: [], verbs };
  }
}

/** Rules as kubectl lists them: one line a resource, verbs of equal lines joined, in order. */
export function ruleLines(rules: readonly Rule[]): RuleLine[] {
  const lines = new Map<string, RuleLine>();
  for (const rule of rules) {
    for (const line of breakDown(rule)) {
      const key = JSON.stringify([line.resource, line.url, line.names]);
      const known = lines.get(key);
      if (known) {
        known.verbs = [...new Set([...known.verbs, ...line.verbs])];
      } else {
        lines.set(key, line);
      }
    }
  }
  return [...lines.values()].sort(
    (a, b) =>
      Number(a.url !== null) - Number(b.url !== null) ||
      a.resource.localeCompare(b.resource, 'en') ||
      (a.url ?? '').localeCompare(b.url ?? '', 'en') ||
      a.names.join().localeCompare(b.names.join(), 'en'),
  );
}
