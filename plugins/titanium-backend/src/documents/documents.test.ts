import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import Router from 'express-promise-router';
import { startPortal, TestPortal } from '../__testUtils__/backend';
import { testEntities } from '../__testUtils__/catalog';

/** TechDocs, as far as a page needs it. */
class Pages {
  html = '';
  status = 200;
  readonly asked: { url: string; authorization: string }[] = [];

  /** The plugin that serves them. */
  readonly plugin = createBackendPlugin({
    pluginId: 'techdocs',
    register: env =>
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        init: async ({ httpRouter }) => {
          const router = Router();
          router.get('*', (req, res) => {
            this.asked.push({
              url: req.originalUrl,
              authorization: req.headers.authorization ?? '',
            });
            // With an etag of the content, and 304 where it is known.
            res.status(this.status).send(this.html);
          });
          httpRouter.use(router);
        },
      }),
  });
}

const page = (heading: string, code: string) =>
  `<h2 id="step">${heading}<a class="headerlink" href="#step">¶</a></h2><div class="language-bash highlight"><pre><code>${code}</code></pre></div>`;

const STEP = 'fakectl resize blog --size=5';
const DOCUMENT = 'component:default/blog';

describe('steps of documents', () => {
  let pages: Pages;
  let portal: TestPortal;
  beforeEach(async () => {
    pages = new Pages();
    portal = await startPortal({
      titanium: { documents: { trust: { milliseconds: 1 } } },
      features: [pages.plugin],
    });
  });
  afterEach(() => portal.stop());

  const plan = async (
    given: {
      text?: string;
      heading?: string;
      path?: string;
      ref?: string;
    } = {},
  ): Promise<Plan> => {
    const { text = STEP, heading = 'Grow', path = 'runbook/grow' } = given;
    const { body, status } = await portal.post('operator', '/plans', {
      statement: {
        text,
        entityRef: 'component:default/blog',
        documentRef: given.ref ?? DOCUMENT,
        path,
      },
      origin: { documentRef: given.ref ?? DOCUMENT, path, heading },
    });
    expect([status, body.error]).toEqual([200, undefined]);
    return body;
  };

  it('are verified when the published page holds them under their heading', async () => {
    pages.html = page('Grow', `# first\n${STEP}\nfakectl get blog`);
    const { origin } = await plan();
    expect(origin).toMatchObject({
      verified: true,
      anchor: 'step',
      stepHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(pages.asked).toEqual([
      {
        url: '/api/techdocs/static/docs/default/component/blog/runbook/grow/index.html',
        // In the name of who asks, never as the plugin itself.
        authorization: expect.stringContaining('user:default/operator'),
      },
    ]);
    // The page's own reading of the step names it alike.
    const { body } = await portal.post('operator', '/parse', {
      documentRef: DOCUMENT,
      blocks: [{ id: '1', text: STEP, language: 'bash', heading: 'Grow' }],
    });
    expect(body.blocks[0].statements[0].stepHash).toBe(origin.stepHash);
  });

  it.each([
    ['another command', { text: 'fakectl resize blog --size=6' }],
    ['another heading', { heading: 'Shrink' }],
  ])('are not with %s', async (_, given) => {
    pages.html = page('Grow', STEP);
    const { origin, state } = await plan(given);
    expect(origin).toMatchObject({
      verified: false,
      problem: 'step-not-found',
    });
    expect(origin.stepHash).toBeUndefined();
    expect(state).toBe('draft');
  });

  it('are not while the page is away, and the plan is made all the same', async () => {
    pages.status = 503;
    expect((await plan()).origin).toMatchObject({
      verified: false,
      problem: 'page-unreadable',
    });
    pages.status = 404;
    expect((await plan()).origin.problem).toBe('page-not-found');
    pages.status = 200;
    pages.html = 'x'.repeat(5 * 1024 * 1024);
    expect((await plan()).origin.problem).toBe('page-too-large');
  });

  it.each([
    '../../../../catalog/entities',
    'a/../../b',
    '..\\b',
    'a/\ud800',
    '\0',
  ])('never lead out of the document with path %s', async path => {
    const { origin } = await plan({ path });
    expect(origin).toMatchObject({ verified: false });
    expect(pages.asked).toEqual([]);
  });

  it('of documents that the person may not read are not looked at', async () => {
    pages.html = page('Grow', STEP);
    const { origin } = await plan({ ref: 'component:default/secret' });
    expect(origin.problem).toBe('page-not-found');
    expect(pages.asked).toEqual([]);
  });

  it('are verified anew when the page has changed', async () => {
    pages.html = page('Grow', STEP);
    expect((await plan()).origin.verified).toBe(true);
    expect((await plan()).origin.verified).toBe(true);
    pages.html = page('Grow', 'fakectl resize blog --size=7');
    expect((await plan()).origin.verified).toBe(false);
  });

  it('are verified as soon as they are published, while older pages are trusted', async () => {
    await portal.stop();
    portal = await startPortal({
      titanium: { documents: { trust: { hours: 1 } } },
      features: [pages.plugin],
    });
    pages.html = page('Grow', 'fakectl get blog');
    expect((await plan()).origin).toMatchObject({ verified: false });
    pages.html = page('Grow', STEP);
    await until(async () => (await plan()).origin.verified);
    const asked = pages.asked.length;
    expect((await plan()).origin).toMatchObject({ verified: true });
    expect(pages.asked).toHaveLength(asked);
  });

  it('have a history of verified runs only, for those who may see them', async () => {
    pages.html = page('Grow', STEP);
    const made = await plan();
    const { body: run } = await portal.run('operator', made);
    await portal.ended('operator', run.id);
    pages.html = page('Grow', 'fakectl resize blog --size=7');
    const forged = await plan({ text: 'fakectl resize blog --size=9' });
    const { body: other } = await portal.run('operator', forged);
    await portal.ended('operator', other.id);

    const history = async (ref: string) => {
      const { body } = await portal.get(
        'operator',
        `/entities/default/component/blog/steps?documentRef=${ref}`,
      );
      return Object.values<any>(body.collections?.runs ?? {}).map(
        ({ id, origin }) => [id, origin.stepHash, origin.statement],
      );
    };
    expect(await history(DOCUMENT)).toEqual([
      [run.id, made.origin.stepHash, undefined],
    ]);
    expect(await history('component:default/gateway')).toEqual([]);
  });
});

describe('what steps are aimed at', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await startPortal({ entities: testEntities() });
  });
  afterEach(() => portal.stop());

  const input = (namespace: string, name: string) => ({
    action: 'fake.resize',
    input: { cluster: 'fake', namespace, name, size: 3 },
  });

  it('is told to be gone where the person may look, and nothing elsewhere', async () => {
    const steps = [
      input('prod', 'blog'),
      input('prod', 'nothing'),
      // Neither what is there nor what is not may be told apart.
      input('elsewhere', 'thing'),
      input('elsewhere', 'nothing'),
      { action: 'fake.resize', input: { size: 'odd' } },
      { action: 'unheard.of', input: {} },
    ];
    const states = async (who: 'developer' | 'operator') =>
      (await portal.post(who, '/targets/check', { steps })).body.states;
    expect(await states('operator')).toEqual([
      'there',
      'missing',
      'there',
      'missing',
      'unknown',
      'unknown',
    ]);
    // What was seen for somebody else is not told either.
    expect(await states('developer')).toEqual([
      'there',
      'missing',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});
