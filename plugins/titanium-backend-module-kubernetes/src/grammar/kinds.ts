import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';
import { KIND_TABLE } from './kindTable';
import { nearest } from './nearest';

/** A kind that a command names. */
export interface Kind {
  /** Lower-case singular; with its group (`gateway.networking.k8s.io`) only where the plain name means another. */
  name: string;
  /** Lower-case singular without group. */
  singular: string;
  namespaced: boolean;
}

interface Candidate {
  plural: string;
  singular: string;
  shortNames: readonly string[];
  group: string;
  version: string | null;
  namespaced: boolean;
}

const OFFLINE: readonly Candidate[] = KIND_TABLE.map(
  ([plural, singular, shortNames, group, scope]) => ({
    plural,
    singular,
    shortNames: shortNames.split(' ').filter(Boolean),
    group,
    version: null,
    namespaced: scope === 'namespaced',
  }),
);

type Index = ReadonlyMap<string, readonly Candidate[]>;

function indexOf(candidates: readonly Candidate[]): Index {
  const index = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const names = new Set([
      candidate.plural,
      candidate.singular,
      ...candidate.shortNames,
    ]);
    for (const name of names) {
      const found = index.get(name);
      if (found) {
        found.push(candidate);
      } else {
        index.set(name, [candidate]);
      }
    }
  }
  return index;
}

const STANDARD = new Set(
  KIND_TABLE.map(([plural, , , group]) => `${plural}.${group}`),
);

/** Kinds of the table come first: no custom resource can take the name of a standard one. */
function standardFirst(candidates: readonly Candidate[]): Candidate[] {
  const rank = ({ plural, group }: Candidate) =>
    STANDARD.has(`${plural}.${group}`) ? 0 : 1;
  return [...candidates].sort((a, b) => rank(a) - rank(b));
}

const OFFLINE_INDEX = indexOf(OFFLINE);
const indexes = new WeakMap<readonly KnownResource[], Index>();

/** The index of a cluster's resources; discovery answers the same array until it changes. */
function indexFor(resources: readonly KnownResource[] | undefined): Index {
  if (!resources?.length) {
    return OFFLINE_INDEX;
  }
  let index = indexes.get(resources);
  if (!index) {
    index = indexOf(
      standardFirst(
        resources.map(resource => ({
          plural: resource.plural.toLowerCase(),
          singular: (resource.singular || resource.kind).toLowerCase(),
          shortNames: resource.shortNames.map(name => name.toLowerCase()),
          group: resource.group,
          version: resource.version,
          namespaced: resource.namespaced,
        })),
      ),
    );
    indexes.set(resources, index);
  }
  return index;
}

/** Finds a kind by plural, singular, short name, or `plural.group` and `plural.version.group`. */
export function findKind(
  written: string,
  resources: readonly KnownResource[] | undefined,
): Kind | undefined {
  const text = written.toLowerCase();
  const index = indexFor(resources);
  const dot = text.indexOf('.');
  const plain = dot < 0 ? text : text.slice(0, dot);
  const candidates = index.get(plain) ?? [];
  if (dot < 0) {
    const [first] = candidates;
    return first && toKind(first, candidates);
  }
  const rest = text.slice(dot + 1);
  const found = candidates.find(
    ({ group, version }) =>
      rest === group ||
      (version !== null && rest === `${version}.${group}`) ||
      (version === null &&
        /^v\d\w*\./.test(rest) &&
        rest.endsWith(`.${group}`)),
  );
  return found && toKind(found, candidates);
}

function toKind(found: Candidate, candidates: readonly Candidate[]): Kind {
  const { singular, group, namespaced } = found;
  return {
    name: candidates[0].group === group ? singular : `${singular}.${group}`,
    singular,
    namespaced,
  };
}

/** Finds the kind of a manifest's `apiVersion` and `kind`. */
export function findManifestKind(
  apiVersion: string,
  kind: string,
  resources: readonly KnownResource[] | undefined,
): Kind | undefined {
  const slash = apiVersion.indexOf('/');
  const wanted = slash < 0 ? '' : apiVersion.slice(0, slash);
  const candidates = indexFor(resources).get(kind.toLowerCase()) ?? [];
  const found = candidates.find(
    ({ group, singular }) =>
      group === wanted && singular === kind.toLowerCase(),
  );
  return found && toKind(found, candidates);
}

/** The known kind's name nearest to a text, for hints. */
export function nearestKind(
  written: string,
  resources: readonly KnownResource[] | undefined,
): string | undefined {
  return nearest(written.toLowerCase(), indexFor(resources).keys());
}
