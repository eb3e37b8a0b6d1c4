import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { ArgoClient } from '../client/ArgoClient';
import {
  COMMITS,
  imageOf,
  testApplication,
} from '../__testUtils__/argoObjects';
import { ScriptedArgo } from '../__testUtils__/ScriptedArgo';
import { ManifestImages } from './ManifestImages';
import { Revisions } from './Revisions';

describe('what is known of a deployment', () => {
  let argo: ScriptedArgo;
  let client: ArgoClient;

  beforeAll(async () => {
    argo = new ScriptedArgo();
    argo.apps.set('shop', testApplication());
    client = new ArgoClient(
      new PlatformHttp({
        title: 'Argo CD main',
        url: await argo.start(),
        token: 'argo-token',
      }),
    );
  });

  afterAll(async () => {
    await client.close();
    await argo.stop();
  });

  it('is asked for once, for all who ask at a time', async () => {
    const app = { name: 'shop', namespace: null };
    const [revision] = COMMITS;
    const revisions = new Revisions(client);
    const query = {
      app,
      revision,
      source: { repoURL: 'https://github.com/example/deploy.git' },
      historyId: 0,
    };
    const images = new ManifestImages(client);
    const of = { revisions: [revision], historyId: 0, multiSource: false };
    const all = await Promise.all([
      revisions.load(query),
      revisions.load(query),
      images.load(app, of),
      images.load(app, of),
    ]);
    expect(all[0]).toMatchObject({ author: expect.any(String), error: null });
    expect(all[1]).toEqual(all[0]);
    expect(all.slice(2)).toEqual([[imageOf(revision)], [imageOf(revision)]]);
    expect(argo.count('GET', /metadata/)).toBe(1);
    expect(argo.count('GET', /manifests/)).toBe(1);
  });
});
