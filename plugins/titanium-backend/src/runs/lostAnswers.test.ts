import { InputError } from '@backstage/errors';
import {
  PlatformError,
  PlatformErrorOptions,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { startPortal, TestPortal } from '../__testUtils__/backend';
import { FakePlatform, Write } from '../__testUtils__/FakePlatform';

const HANG_UP = () => new Error('socket hang up');

const platformError = (fields: Partial<PlatformErrorOptions>) =>
  new PlatformError('The platform says no', {
    code: 'platform-rejected',
    platform: 'fake',
    ...fields,
  });

describe('a run whose answer was lost', () => {
  let portal: TestPortal;
  let platform: FakePlatform;

  beforeEach(async () => {
    platform = new FakePlatform();
    portal = await startPortal({ platform });
  });
  afterEach(async () => {
    await portal?.stop();
  });

  async function ended(action = 'fake.resize') {
    const { body: plan } = await portal.post('developer', '/plans', {
      action: {
        id: action,
        input: { cluster: 'fake', namespace: 'prod', name: 'blog', size: 3 },
      },
    });
    const { body } = await portal.run('developer', plan);
    return portal.ended('developer', body.id);
  }

  /** Swallows a request, to carry it out when the test says so. */
  function swallow(kind: 'poke' | 'createJob'): () => Promise<unknown> {
    const carryOut = platform[kind].bind(platform);
    let late: Write | undefined;
    platform[kind] = async step => {
      late = step;
      throw HANG_UP();
    };
    return () => carryOut(late!);
  }

  it('is fenced off before looking, and has failed', async () => {
    platform.send = async () => {
      throw HANG_UP();
    };
    expect(await ended()).toMatchObject({
      state: 'failed',
      steps: [{ error: 'socket hang up' }],
    });
    expect(platform.fences).toBe(1);
    expect(platform.writes).toEqual([]);
  });

  it('ends unknown when a late write cannot be fenced off', async () => {
    platform.send = async () => {
      throw HANG_UP();
    };
    platform.fence = async () => {
      throw new Error('patching things is forbidden');
    };
    const run = await ended();
    expect(run.state).toBe('unknown');
    expect(run.steps[0].error).toMatch('patching things is forbidden');
  });

  it('takes what the object says', async () => {
    platform.afterWrite = async () => {
      throw HANG_UP();
    };
    expect((await ended()).state).toBe('succeeded');
    expect(platform.writes).toHaveLength(1);
  });

  it.each([
    ['fake.poke', 'poke'],
    ['fake.job', 'createJob'],
  ] as const)(
    '%s: ends unknown when nothing fences it off, for it may come late',
    async (action, kind) => {
      const land = swallow(kind);
      const run = await ended(action);
      expect(run).toMatchObject({
        state: 'unknown',
        steps: [
          {
            state: 'unknown',
            error: expect.stringMatching(
              /may still arrive \(socket hang up\).*Look at the object/,
            ),
          },
        ],
      });
      expect(platform.writes).toEqual([]);
      await land();
      expect(platform.writes).toHaveLength(1);
      const { body } = await portal.get('developer', `/runs/${run.id}`);
      expect(body.state).toBe('unknown');
    },
  );

  it.each<[string, Error]>([
    ['a refusal', new InputError('The platform says no')],
    ['an answer 422', platformError({ upstreamStatus: 422 })],
    ['an answer 429', platformError({ upstreamStatus: 429 })],
    ['no connection', platformError({ notSent: true })],
  ])('has failed after %s: nothing can come', async (_, error) => {
    platform.poke = async () => {
      throw error;
    };
    expect(await ended('fake.poke')).toMatchObject({
      state: 'failed',
      steps: [{ state: 'failed', error: 'The platform says no' }],
    });
  });

  it.each<[string, Error]>([
    ['an answer 408', platformError({ upstreamStatus: 408 })],
    ['an answer 500', platformError({ upstreamStatus: 500 })],
    ['an answer 504', platformError({ upstreamStatus: 504 })],
    ['a redirect', platformError({ upstreamStatus: 302 })],
    ['an answer too long to read', platformError({})],
  ])('ends unknown after %s', async (_, error) => {
    platform.poke = async () => {
      throw error;
    };
    expect((await ended('fake.poke')).state).toBe('unknown');
  });

  it('has failed when it broke off before anything was sent', async () => {
    platform.beforeWrite = async () => {
      throw HANG_UP();
    };
    expect(await ended()).toMatchObject({
      state: 'failed',
      steps: [{ error: 'socket hang up' }],
    });
    expect(platform.fences).toBe(0);
  });
});
