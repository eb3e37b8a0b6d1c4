import { createBackendModule } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  CommandGrammar,
  CommandReading,
  KUBERNETES_ID_ANNOTATION,
  QueryGrammar,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  titaniumExtensionPoint,
  ViewChange,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { fakeActions } from './fakeActions';
import { Channel, FakePlatform } from './FakePlatform';
import { fakeForm, fakeSecretActions } from './fakeSecrets';

/** `fakectl get|resize NAME [-n NS] [--size=N]`. */
const fakeGrammar: CommandGrammar = {
  tool: 'fakectl',
  parse({ words }, { namespace: fallback }): CommandReading {
    const texts = words.map(word => word.text);
    const [, verb, name] = texts;
    const at = texts.indexOf('-n');
    const namespace = at < 0 ? fallback ?? null : texts[at + 1];
    const size = texts.find(text => text.startsWith('--size='))?.slice(7);
    const placeholders = words
      .flatMap(word => word.placeholders)
      .map(text => ({ text, type: 'pod' as const }));
    const base: CommandReading = {
      verdict: 'refuse',
      verb: `fakectl ${verb}`,
      action: null,
      input: null,
      target: null,
      placeholders,
      reason: `fakectl cannot ${verb}`,
      position: null,
    };
    if (verb === 'polish') {
      // A command whose action no module registers.
      return {
        ...base,
        verdict: 'change',
        action: 'fake.polish',
        input: { cluster: 'fake', namespace, name },
        reason: null,
      };
    }
    if (verb === 'form' || verb === 'secret') {
      return fakeForm(base, verb, { namespace, name: name ?? null });
    }
    if (verb !== 'get' && verb !== 'resize') {
      return base;
    }
    const open = placeholders.length > 0;
    const doing = verb === 'get' ? 'read' : 'change';
    return {
      ...base,
      verdict: open ? 'form' : doing,
      action: `fake.${verb}`,
      input: {
        cluster: 'fake',
        namespace,
        name: name ?? null,
        ...(verb === 'resize' && { size: Number(size) }),
      },
      target: {
        cluster: 'fake',
        namespace,
        kind: 'thing',
        name: name ?? null,
        selector: null,
        allNamespaces: false,
      },
      reason: null,
    };
  },
};

/** Queries that name a thing: `{thing}`. */
const fakeQueries: QueryGrammar = {
  language: 'logql',
  parse(query, { cluster, namespace = null }): CommandReading {
    const name = /^\{(\w+)\}$/.exec(query)?.[1];
    return {
      verdict: name ? 'read' : 'refuse',
      verb: 'logql',
      action: name ? 'fake.get' : null,
      input: name ? { cluster: cluster ?? null, namespace, name } : null,
      target: null,
      placeholders: [],
      reason: name ? null : 'This is no query',
      position: null,
    };
  },
};

/** A platform module for tests. */
export function fakeModule(platform: FakePlatform) {
  return createBackendModule({
    pluginId: 'titanium',
    moduleId: 'fake',
    register(reg) {
      reg.registerInit({
        deps: { titanium: titaniumExtensionPoint },
        async init({ titanium }) {
          fakeActions(platform).forEach(action => titanium.addAction(action));
          const [update, reveal] = fakeSecretActions(platform);
          titanium.addAction(update);
          titanium.addAction(reveal);
          titanium.addCommand({
            grammar: fakeGrammar,
            clusters: () => ['fake'],
          });
          titanium.addQueryLanguage({
            grammar: fakeQueries,
            clusters: () => ['fake'],
          });
          titanium.addPicker({
            type: 'pod',
            actionPrefix: 'fake.resize',
            choices: async () => [{ value: 'resizable' }],
          });
          titanium.addPicker({
            type: 'pod',
            choices: async ({ namespace }) =>
              [...platform.things.keys()]
                .filter(key => key.startsWith(`${namespace}/`))
                .map(key => ({ value: key.split('/')[1] })),
          });
          titanium.addRead({
            id: 'fake.get',
            title: 'Get',
            description: 'Shows a thing',
            input: z
              .object({
                cluster: z.literal('fake'),
                namespace: z.string().nullable(),
                name: z.string().nullable(),
              })
              .strict(),
            target: async ({ namespace, name }) => ({
              cluster: 'fake',
              namespace,
              kind: 'thing',
              name,
            }),
            run: async ({ namespace, name }) => ({
              type: 'text',
              text:
                namespace && name
                  ? `size ${platform.get(namespace, name).size}`
                  : [...platform.things.keys()].join('\n'),
            }),
            toCommand: ({ namespace, name }) =>
              `fakectl get ${name} -n ${namespace}`,
          });
          for (const kind of ['rows', 'lines'] as const) {
            titanium.addView({
              topic: kind === 'rows' ? 'things' : 'thing-logs',
              kind,
              params: z.object({ only: z.string().optional() }).strict(),
              scope: (entity, params) => {
                const id =
                  entity.metadata.annotations?.[KUBERNETES_ID_ANNOTATION];
                if (!id) {
                  throw new InputError(
                    `Add the annotation ${KUBERNETES_ID_ANNOTATION}`,
                  );
                }
                const key = `${kind}:${id}:${params.only ?? ''}`;
                return { shareKey: key, input: { key } };
              },
              ...(kind === 'rows' && {
                portalScope: () => ({
                  shareKey: 'rows:all',
                  input: { key: 'rows:all' },
                  target: {
                    cluster: 'fake',
                    namespace: null,
                    kind: 'thing',
                    name: null,
                  },
                }),
              }),
              async *open(input, { signal }) {
                platform.opened += 1;
                const channel = new Channel<ViewChange[]>();
                if (kind === 'rows' && platform.initialRows) {
                  const rows = platform.initialRows;
                  channel.push([{ op: 'replace', collection: 'things', rows }]);
                }
                platform.views.set(String(input.key), channel);
                try {
                  yield* channel.read(signal);
                } finally {
                  platform.views.delete(String(input.key));
                }
              },
            });
          }
        },
      });
    },
  });
}
