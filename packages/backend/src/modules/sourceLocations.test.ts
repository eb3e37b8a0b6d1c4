import { ConfigReader } from '@backstage/config';
import { SourceLocationProcessor } from './sourceLocations';

const SOURCE = 'backstage.io/source-location';

const processor = (from: string, to: string) =>
  SourceLocationProcessor.fromConfig(
    new ConfigReader({ catalog: { sourceLocations: [{ from, to }] } }),
  );

async function sourceOf(location: string | undefined, with_ = processor) {
  const { metadata } = await with_(
    'https://git.example/',
    'http://127.0.0.1:3080/',
  ).preProcessEntity({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'blog',
      annotations: { other: 'kept', ...(location && { [SOURCE]: location }) },
    },
  });
  expect(metadata.annotations?.other).toBe('kept');
  return metadata.annotations?.[SOURCE];
}

describe('source locations', () => {
  it('lead to where the Git platform is', async () => {
    expect(
      await sourceOf('url:https://git.example/team/blog/src/branch/main/'),
    ).toBe('url:http://127.0.0.1:3080/team/blog/src/branch/main/');
  });

  it.each([
    undefined,
    'file:/srv/blog/',
    'url:https://git.example.org/team/blog/',
    'dir:https://git.example/',
  ])('stay as they are at other places (%s)', async location => {
    expect(await sourceOf(location)).toBe(location);
  });

  it.each([
    ['https://git.example', 'http://127.0.0.1:3080/'],
    ['https://git.example/', 'http://127.0.0.1:3080'],
    ['https://git.example/', 'file:///srv/'],
  ])('are not led from %s to %s', (from, to) => {
    expect(() => processor(from, to)).toThrow('must be http or https');
  });
});
