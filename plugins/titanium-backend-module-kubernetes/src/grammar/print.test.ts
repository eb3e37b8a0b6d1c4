import { UrlReaderService } from '@backstage/backend-plugin-api';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { readBlock } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import fc from 'fast-check';
import { actions } from '../actions';
import { createReads } from '../reads';
import { createSourceRead } from '../reads/source';
import guide from './__fixtures__/guideCommands.json';
import { changes, commands } from './__testUtils__/inputs';
import { istioctlGrammar, kubectlGrammar, printCommand } from './index';

const clusters = { names: () => ['titanium'] } as unknown as TitaniumClusters;
const registered = [
  ...actions({ clusters }),
  ...createReads(clusters),
  createSourceRead({
    clusters,
    urlReader: {} as UrlReaderService,
    integrations: {} as ScmIntegrationRegistry,
  }),
];
const byId = new Map(registered.map(item => [item.id, item]));
/** They fill a form and are no step: what they print only tells people what was read. */
const NO_COMMAND = new Set(['kubernetes.form', 'kubernetes.manifest.source']);
const tried = new Set<string>(
  fc
    .sample(fc.oneof(commands, changes), { numRuns: 3000, seed: 1 })
    .map(({ id }) => id),
);

function read(text: string, withContext = false) {
  const [statement] = readBlock(text, {
    language: 'bash',
    grammars: [kubectlGrammar, istioctlGrammar],
    context: withContext
      ? { clusters: ['other', 'titanium'] }
      : { clusters: ['titanium'] },
  });
  return { id: statement.action, input: statement.input };
}

describe('printCommand', () => {
  it.each(registered.map(({ id }) => id))('is tried with %s', id => {
    expect(tried.has(id) || NO_COMMAND.has(id)).toBe(true);
  });

  it('knows no value of a Secret, as no plan does', () => {
    const id = 'kubernetes.secret.update';
    const { input } = byId.get(id)!;
    const target = { cluster: 'titanium', namespace: 'a', name: 'b', key: 'K' };
    const printed = printCommand(id, { ...target, value: null });
    fc.assert(
      fc.property(fc.string(), value => {
        expect(input.safeParse({ ...target, value }).success).toBe(false);
        expect(printCommand(id, { ...target, value })).toBe(printed);
      }),
    );
    expect(read(printed)).toEqual({ id, input: { ...target, value: null } });
  });

  it('prints what reads back as the same', () => {
    fc.assert(
      fc.property(commands, fc.boolean(), ({ id, input }, withContext) => {
        const text = printCommand(id, input, { withContext });
        expect(read(text, withContext)).toEqual({ id, input });
      }),
      { numRuns: 2000 },
    );
  });

  it('prints changes that read back as the same', () => {
    fc.assert(
      fc.property(
        changes as fc.Arbitrary<{ id: string; input: Record<string, unknown> }>,
        fc.boolean(),
        ({ id, input }, withContext) => {
          const text = printCommand(id, input, { withContext });
          const again = read(text, withContext);
          expect(again).toEqual({ id, input });
          // What the action takes is what the plan keeps; it prints the same.
          const kept = byId.get(id)?.input.safeParse(input);
          const same = kept?.success ? kept.data : input;
          expect(printCommand(id, same, { withContext })).toBe(text);
          expect(printCommand(id, again.input!, { withContext })).toBe(text);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each(
    guide
      .filter(({ action }) => action)
      .map(entry => [entry.text, entry] as const),
  )('reprints %s', (_, { action, input }) => {
    const text = printCommand(action!, input!);
    expect(read(text)).toEqual({ id: action, input });
  });
});
