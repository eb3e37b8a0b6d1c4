import {
  isDnsSubdomain,
  ParsedStatement,
  readBlock,
} from '@titanium-portal/backstage-plugin-titanium-common';
import fc from 'fast-check';
import { argocdGrammar, printCommand } from '.';
import {
  appSchema,
  refreshSchema,
  restoreSchema,
  rollbackSchema,
  syncSchema,
} from '../actions/schemas';
import { createActions } from '../actions';
import { ArgoInstances } from '../instances';
import { createReads } from '../reads';
import {
  diffSchema,
  getSchema,
  historySchema,
  listSchema,
  resourcesSchema,
} from '../reads/schemas';

function parse(
  text: string,
  values?: Record<string, string>,
  clusters = ['titanium'],
): ParsedStatement[] {
  return readBlock(text, {
    language: 'bash',
    grammars: [argocdGrammar],
    context: { clusters, cluster: clusters[0] },
    values,
  });
}

const one = (text: string, values?: Record<string, string>) =>
  parse(text, values)[0];

const APP = { cluster: 'titanium', application: 'shop', appNamespace: null };

it.each([
  ['app list', 'argocd.app.list', { project: null, output: 'table' }],
  [
    'app list -p prod -o name',
    'argocd.app.list',
    { project: 'prod', output: 'name' },
  ],
  ['app get shop', 'argocd.app.get', { ...APP, output: 'table' }],
  ['app get argocd/shop', 'argocd.app.get', { ...APP, appNamespace: 'argocd' }],
  [
    'app get shop -N team -o yaml',
    'argocd.app.get',
    { appNamespace: 'team', output: 'yaml' },
  ],
  ['app get shop --show-operation', 'argocd.app.get', APP],
  ['app get shop -o tree', 'argocd.app.resources', APP],
  ['app history shop -o id', 'argocd.app.history', APP],
  ['app resources shop', 'argocd.app.resources', APP],
  ['app diff shop', 'argocd.app.diff', { ...APP, revisions: [] }],
  [
    'app diff shop --revision main',
    'argocd.app.diff',
    { ...APP, revisions: ['main'] },
  ],
  [
    'app diff shop --revisions b --source-positions 2 --revisions a --source-positions 1',
    'argocd.app.diff',
    { ...APP, revisions: ['a', 'b'] },
  ],
])('reads argocd %s', (text, action, input) => {
  expect(one(`argocd ${text}`)).toMatchObject({
    verdict: 'read',
    action,
    input,
  });
});

it.each([
  [
    'app sync shop',
    'argocd.app.sync',
    { ...APP, revision: null, prune: false, dryRun: false, resources: [] },
  ],
  [
    'app sync shop --prune --dry-run --revision v1.2 --resource apps:Deployment:shop --resource=:Service:prod/shop --async',
    'argocd.app.sync',
    {
      ...APP,
      revision: 'v1.2',
      prune: true,
      dryRun: true,
      resources: [
        { group: 'apps', kind: 'Deployment', namespace: null, name: 'shop' },
        { group: '', kind: 'Service', namespace: 'prod', name: 'shop' },
      ],
    },
  ],
  ['app rollback shop 7', 'argocd.app.rollback', { ...APP, id: 7 }],
  ['app rollback shop', 'argocd.app.rollback', { ...APP, id: null }],
  ['app terminate-op shop', 'argocd.app.terminate', APP],
  ['app set shop --sync-policy none', 'argocd.app.pauseAutoSync', APP],
  [
    'app set shop --sync-policy=automated --self-heal',
    'argocd.app.restoreAutoSync',
    { ...APP, prune: false, selfHeal: true },
  ],
  ['app get shop --hard-refresh', 'argocd.app.refresh', { ...APP, hard: true }],
  ['app get shop --refresh', 'argocd.app.refresh', { ...APP, hard: false }],
])('plans argocd %s', (text, action, input) => {
  expect(one(`argocd ${text}`)).toMatchObject({
    verdict: 'change',
    action,
    input,
  });
});

it.each([
  '<app-name> <revision-id>',
  '$APP $REVISION_ID',
  '${APP} ${REVISION_ID}',
  '{app} {revision-id}',
  '[APP] [REVISION]',
])('asks for an application and a revision in %s', places => {
  const [app, revision] = places.split(' ');
  const text = `argocd app rollback ${places}`;
  expect(one(text)).toMatchObject({
    action: 'argocd.app.rollback',
    placeholders: [
      { text: app, type: 'application' },
      { text: revision, type: 'revision' },
    ],
  });
  expect(one(text, { [app]: 'shop', [revision]: '7' })).toMatchObject({
    verdict: 'change',
    input: { application: 'shop', id: 7 },
    placeholders: [],
  });
});

it.each([
  ['login argocd.example', 'session', 'Nobody logs in'],
  ['account list', 'session', 'Nobody logs in'],
  ['cluster add prod', 'refuse', 'its own tools'],
  ['admin export', 'refuse', 'its own tools'],
  ['app wait shop', 'session', 'Delivery tab'],
  ['app logs shop', 'session', 'Logs tab'],
  ['app delete shop', 'refuse', 'from Git'],
  ['app edit shop', 'refuse', 'belongs into Git'],
  ['app rollbak shop', 'refuse', 'Did you mean rollback'],
  ['ap sync shop', 'refuse', 'Did you mean app'],
  ['app sync shop --prun', 'refuse', 'Did you mean --prune'],
  ['app sync shop other', 'refuse', 'One application at a time'],
  ['app sync -l team=a', 'refuse', 'never selected'],
  ['app sync shop --force', 'refuse', 'leave this flag out'],
  ['app sync shop --server evil.example', 'refuse', 'operators configured'],
  ['app sync shop --auth-token x', 'refuse', 'whose rights'],
  ['--server evil.example app list', 'refuse', 'operators configured'],
  ['app sync shop --local ./x', 'refuse', 'Files are not read'],
  ['app sync shop -lx=y', 'refuse', 'never selected'],
  ['app sync shop --resource "*:*:*"', 'refuse', 'group:Kind:name'],
  ['app sync shop --resource "!apps:Deployment:shop"', 'refuse', 'excluded'],
  ['app sync shop --revision=--upload-pack=x', 'refuse', 'no branch'],
  ['app sync ../../secrets', 'refuse', 'no name'],
  ['app get %2e%2e%2fx', 'refuse', 'no name'],
  ['app rollback shop abc', 'refuse', 'argocd app history'],
  ['app rollback shop 7 --prune', 'refuse', 'removes nothing'],
  ['app rollback shop -7', 'refuse', 'no flag'],
  ['app set shop --image x', 'refuse', 'no flag'],
  ['app set shop', 'refuse', 'belongs into Git'],
  [
    'app set shop --sync-policy none --self-heal',
    'refuse',
    'Without automatic sync',
  ],
  ['app get shop -o go-template', 'refuse', 'not available'],
  ['app get a/b/c', 'refuse', 'no name'],
  ['app get a/shop -N b', 'refuse', 'twice'],
  ['app list -- x', 'refuse', 'nothing after'],
])('does not run argocd %s', (text, verdict, reason) => {
  const statement = one(`argocd ${text}`);
  expect(statement).toMatchObject({ verdict, action: null });
  expect(statement.reason).toContain(reason);
});

it('asks for the cluster where several are configured', () => {
  const [statement] = readBlock('argocd app get shop', {
    language: 'bash',
    grammars: [argocdGrammar],
    context: { clusters: ['a', 'b'] },
  });
  expect(statement.placeholders).toEqual([
    { text: '<cluster>', type: 'cluster' },
  ]);
});

it('takes switches of every command before it', () => {
  expect(one('argocd --grpc-web app sync shop')).toMatchObject({
    verdict: 'change',
    action: 'argocd.app.sync',
    input: { application: 'shop' },
  });
  expect(one('argocd --core app sync shop').verdict).toBe('refuse');
  expect(one('argocd --grpc-web').verdict).toBe('refuse');
});

const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/);
const place = {
  cluster: fc.constant('titanium'),
  application: label,
  appNamespace: fc.option(label),
};
const ref = fc.record({
  group: fc.constantFrom('', 'apps', 'networking.k8s.io'),
  kind: fc.constantFrom('Deployment', 'Service', 'ClusterRole'),
  namespace: fc.option(label),
  name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,20}$/),
});
const revision = fc
  .stringMatching(/^[A-Za-z0-9][\w.+/@~^-]{0,30}$/)
  .filter(text => !text.includes('..'));
const ACTIONS = [
  [
    'argocd.app.rollback',
    rollbackSchema,
    { ...place, id: fc.option(fc.nat(999_999_999)) },
  ],
  ['argocd.app.terminate', appSchema, place],
  ['argocd.app.pauseAutoSync', appSchema, place],
  [
    'argocd.app.restoreAutoSync',
    restoreSchema,
    { ...place, prune: fc.boolean(), selfHeal: fc.boolean() },
  ],
  ['argocd.app.refresh', refreshSchema, { ...place, hard: fc.boolean() }],
  [
    'argocd.app.sync',
    syncSchema,
    {
      ...place,
      revision: fc.option(revision),
      prune: fc.boolean(),
      dryRun: fc.boolean(),
      resources: fc.array(ref, { maxLength: 4 }),
    },
  ],
] as const;

const READS = [
  [
    'argocd.app.list',
    listSchema,
    {
      cluster: place.cluster,
      project: fc.option(fc.constantFrom('default', 'team-a')),
      output: fc.constantFrom('table', 'wide', 'name'),
    },
  ],
  [
    'argocd.app.get',
    getSchema,
    { ...place, output: fc.constantFrom('table', 'yaml', 'json') },
  ],
  ['argocd.app.history', historySchema, place],
  ['argocd.app.resources', resourcesSchema, place],
  [
    'argocd.app.diff',
    diffSchema,
    { ...place, revisions: fc.array(revision, { maxLength: 3 }) },
  ],
] as const;

const PRINTED = [
  ...ACTIONS.map(item => ['change', ...item] as const),
  ...READS.map(item => ['read', ...item] as const),
];

it('tries every action and read there is', () => {
  const instances = {} as ArgoInstances;
  const registered = [...createActions(instances), ...createReads(instances)];
  expect(PRINTED.map(([, id]) => id).sort()).toEqual(
    registered.map(({ id }) => id).sort(),
  );
});

it.each(PRINTED)(
  'prints the %s %s so that it is read back',
  (verdict, id, schema, fields) => {
    fc.assert(
      fc.property(
        fc.record(fields as Record<string, fc.Arbitrary<unknown>>),
        input => {
          const normal = schema.parse(input);
          const command = printCommand(id, normal);
          const statement = one(command);
          expect(statement).toMatchObject({ verdict, action: id });
          expect(schema.parse(statement.input)).toEqual(normal);
          expect(printCommand(id, statement.input!)).toBe(command);
        },
      ),
      { numRuns: 300 },
    );
  },
);

/** The name in a change that is neither an application's nor asked for. */
function wildName({ verdict, input, placeholders }: ParsedStatement) {
  const name = String(input?.application);
  const open = placeholders.some(item => name.includes(item.text));
  return verdict !== 'change' || open || isDnsSubdomain(name) ? null : name;
}

it('never throws, and every change names one application', () => {
  const words =
    'app list get sync rollback set history diff shop argocd/shop 7 --prune --resource apps:Deployment:x -N ns --sync-policy none automated -o yaml --revision=main <app-name> $X {id} "" \' -- ../x -l --all';
  const commands = fc
    .array(fc.oneof(fc.constantFrom(...words.split(' ')), fc.string()), {
      maxLength: 9,
    })
    .map(parts => ['argocd', ...parts].join(' '));
  fc.assert(
    fc.property(commands, text => {
      for (const statement of parse(text)) {
        const { verdict, reason } = statement;
        expect(verdict !== 'refuse' || /[.?]$/.test(reason ?? '')).toBe(true);
        expect(wildName(statement)).toBeNull();
      }
    }),
    { numRuns: 2000 },
  );
});

it('never lets a value become more than a value', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('', '*', '--prune', 'a b', 'x/y', '$(id)', '`id`', '../x'),
  );
  fc.assert(
    fc.property(value, given => {
      const [statement] = parse('argocd app sync <app-name>', {
        '<app-name>': given,
      });
      const { input, placeholders } = statement;
      const { application, appNamespace, prune } = input ?? {};
      const names = [application, `${appNamespace}/${application}`];
      const isFilled = input && !placeholders.length;
      expect(!isFilled || (names.includes(given) && !prune)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
