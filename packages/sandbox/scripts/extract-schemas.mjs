// Makes src/kubernetes/schema/kubernetes-1.29.json from the OpenAPI v3 documents in the Kubernetes source tree:
//   node scripts/extract-schemas.mjs <kubernetes>/api/openapi-spec/v3
// Only what decoding, patching and `kubectl apply` need is kept: no descriptions, no paths.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const source = process.argv[2];
const groups = [
  'api__v1',
  'apis__apps__v1',
  'apis__batch__v1',
  'apis__autoscaling__v1',
  'apis__autoscaling__v2',
  'apis__policy__v1',
  'apis__networking.k8s.io__v1',
  'apis__rbac.authorization.k8s.io__v1',
  'apis__storage.k8s.io__v1',
  'apis__discovery.k8s.io__v1',
  'apis__events.k8s.io__v1',
  'apis__apiextensions.k8s.io__v1',
  'apis__coordination.k8s.io__v1',
  'apis__scheduling.k8s.io__v1',
  'apis__authorization.k8s.io__v1',
  'apis__authentication.k8s.io__v1',
];

const unwanted = new Set([
  'description',
  'default',
  'enum',
  'x-kubernetes-unions',
]);
const definitions = {};

function compact(value) {
  if (Array.isArray(value)) {
    return value.map(compact);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { allOf, ...rest } = value;
  if (allOf?.length === 1) {
    return compact({ ...rest, ...allOf[0] });
  }
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => !unwanted.has(key))
      .map(([key, child]) => [key, compactField(key, child)]),
  );
}

function compactField(key, child) {
  if (key === '$ref') {
    return child.replace('#/components/schemas/', '');
  }
  return key === 'properties' ? compactProperties(child) : compact(child);
}

// Among properties, `description` and the like are names of fields.
function compactProperties(properties) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, compact(schema)]),
  );
}

for (const group of groups) {
  const document = JSON.parse(
    readFileSync(join(source, `${group}_openapi.json`), 'utf8'),
  );
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    definitions[name] = compact(schema);
  }
}
const sorted = Object.fromEntries(
  Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(
  new URL('../src/kubernetes/schema/kubernetes-1.29.json', import.meta.url),
  `${JSON.stringify(sorted)}\n`,
);
