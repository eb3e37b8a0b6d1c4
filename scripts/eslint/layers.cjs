/**
 * Which of our packages a package may import. The arrows all point one way:
 *
 *   app     -> titanium | techdocs-module -> titanium-react -> titanium-common
 *   backend -> titanium-backend | modules -> titanium-node  -> titanium-common
 *
 * Modules never import each other or the core; the sandbox and the product know nothing of each other.
 */
const plugin = name => `@titanium-portal/backstage-plugin-${name}`;

const common = plugin('titanium-common');
const node = plugin('titanium-node');
const react = plugin('titanium-react');
const backendModule = [node, common];

const layers = {
  app: [plugin('titanium'), plugin('techdocs-module-addons-titanium'), react],
  backend: [
    plugin('titanium-backend'),
    plugin('titanium-backend-module-*'),
    plugin('permission-backend-module-titanium'),
  ],
  '@titanium-portal/sandbox': [],
  // For tests, which may build on any package.
  '@titanium-portal/test-utils': [],
  '@titanium-portal/cli': [
    common,
    `${plugin('titanium-backend-module-*')}/grammar`,
  ],
  '@titanium-portal/benchmarks': [plugin('*'), '@titanium-portal/sandbox'],
  [common]: [],
  [react]: [common],
  [plugin('titanium')]: [react, common],
  [plugin('techdocs-module-addons-titanium')]: [react, common],
  [node]: [common],
  [plugin('titanium-backend')]: backendModule,
  [plugin('titanium-backend-module-kubernetes')]: backendModule,
  [plugin('titanium-backend-module-argocd')]: backendModule,
  [plugin('titanium-backend-module-observability')]: backendModule,
  [plugin('titanium-backend-module-postgres')]: backendModule,
  [plugin('permission-backend-module-titanium')]: backendModule,
};

/** The packages that `name` may import; throws for a package that has no place yet. */
module.exports = function allowedImports(name) {
  if (!Object.hasOwn(layers, name)) {
    throw new Error(`${name} has no place in scripts/eslint/layers.cjs`);
  }
  return layers[name];
};
