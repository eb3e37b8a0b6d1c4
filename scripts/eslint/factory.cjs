/**
 * Backstage's ESLint configuration of a package, with what this repository adds: the direction of imports, no
 * processes in plugins, no console, pure grammars.
 */
const path = require('node:path');
const { builtinModules } = require('node:module');
const backstage = require('@backstage/cli/config/eslint-factory');
const allowedImports = require('./layers.cjs');

const processModules = [
  'child_process',
  'cluster',
  'worker_threads',
  'vm',
  'execa',
  'cross-spawn',
  'shelljs',
  'zx',
];
const processMessage =
  'Plugins never start a process: parse the text into a plan and call the platform’s API.';

const processPaths = processModules.flatMap(name =>
  [name, `node:${name}`].map(each => ({ name: each, message: processMessage })),
);
const processPattern = `/^(node:)?(${processModules.join('|')})$/`;
const processSyntax = [
  `ImportExpression[source.value=${processPattern}]`,
  `CallExpression[callee.name='require'][arguments.0.value=${processPattern}]`,
].map(selector => ({ selector, message: processMessage }));

const layerMessage =
  'This import goes against the layers: see scripts/eslint/layers.cjs.';
const packageOf = name => name.split('/').slice(0, 2).join('/');
const isEntry = name => name !== packageOf(name);

function layerPattern(name) {
  return {
    group: [
      '@titanium-portal/*',
      ...allowedImports(name).flatMap(allowed =>
        // Nothing below an ignored folder can be taken back: the package first, then all but its entry.
        isEntry(allowed)
          ? [`!${packageOf(allowed)}`, `${packageOf(allowed)}/*`, `!${allowed}`]
          : [`!${allowed}`],
      ),
    ],
    message: layerMessage,
  };
}

/** Of packages that are open by one entry only, the package itself stays closed. */
function layerSyntax(name) {
  return allowedImports(name)
    .filter(isEntry)
    .map(allowed => {
      const pattern = packageOf(allowed)
        .replace(/\//g, '\\/')
        .replace(/\*/g, '[^/]*');
      return {
        selector: `ImportDeclaration[source.value=/^${pattern}$/]`,
        message: layerMessage,
      };
    });
}

const grammarPattern = {
  group: [
    '@backstage/*',
    '@kubernetes/*',
    'node:*',
    ...builtinModules.filter(name => !name.startsWith('_')),
  ],
  message:
    'Grammars are pure: no Node, no Backstage (the command line tool and the browser load them too).',
};

/** Adds to a `no-restricted-imports` entry, whose patterns are either all strings or all groups. */
function extendImports([level, { paths = [], patterns = [] }], more) {
  const strings = patterns.filter(entry => typeof entry === 'string');
  return [
    level,
    {
      paths: [...paths, ...(more.paths ?? [])],
      patterns: [
        ...(strings.length ? [{ group: strings }] : []),
        ...patterns.filter(entry => typeof entry !== 'string'),
        ...(more.patterns ?? []),
      ],
    },
  ];
}

const extendSyntax = (rule, more) => [...(rule ?? ['error']), ...more];

module.exports = function titanium(directory) {
  const { name } = require(path.join(directory, 'package.json'));
  const config = backstage(directory);
  const inPlugin = path.basename(path.dirname(directory)) === 'plugins';
  const paths = inPlugin ? processPaths : [];
  const syntax = [...(inPlugin ? processSyntax : []), ...layerSyntax(name)];
  const imports = 'no-restricted-imports';

  const source = extendImports(config.rules[imports], {
    paths,
    patterns: [layerPattern(name)],
  });
  return {
    ...config,
    rules: {
      ...config.rules,
      'no-console': 'error',
      [imports]: source,
      'no-restricted-syntax': extendSyntax(
        config.rules['no-restricted-syntax'],
        syntax,
      ),
    },
    overrides: [
      {
        files: ['src/grammar/**/*.ts'],
        rules: {
          [imports]: extendImports(source, { patterns: [grammarPattern] }),
        },
      },
      // The rules for tests come later, so that a test may build on any package.
      ...config.overrides.map(override =>
        override.rules?.[imports]
          ? {
              ...override,
              rules: {
                ...override.rules,
                // A module is tested inside the plugin it extends.
                '@backstage/no-mixed-plugin-imports': 'off',
                [imports]: extendImports(override.rules[imports], { paths }),
                'no-restricted-syntax': extendSyntax(
                  override.rules['no-restricted-syntax'],
                  syntax,
                ),
              },
            }
          : override,
      ),
    ],
  };
};
