/** A rule of a Role or ClusterRole. */
export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

/** What a request wants to do. */
export interface Attributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

const includes = (list: string[] | undefined, value: string) =>
  Boolean(list?.includes('*') || list?.includes(value));

/** Whether a rule allows a request on a resource. */
export function ruleAllows(rule: PolicyRule, wanted: Attributes): boolean {
  const { subresource, resource, name } = wanted;
  const full = subresource ? `${resource}/${subresource}` : resource;
  return (
    includes(rule.verbs, wanted.verb) &&
    includes(rule.apiGroups, wanted.group) &&
    (includes(rule.resources, full) ||
      Boolean(subresource && rule.resources?.includes(`*/${subresource}`))) &&
    (!rule.resourceNames?.length ||
      Boolean(name && rule.resourceNames.includes(name)))
  );
}

/** Whether a rule allows a request on a path that is no resource. */
export function ruleAllowsPath(
  rule: PolicyRule,
  verb: string,
  path: string,
): boolean {
  return (
    includes(rule.verbs, verb) &&
    Boolean(
      rule.nonResourceURLs?.some(
        url =>
          url === '*' ||
          url === path ||
          (url.endsWith('*') && path.startsWith(url.slice(0, -1))),
      ),
    )
  );
}
