import { ConfigReader } from '@backstage/config';
import { readClusters } from './config';

const CA = Buffer.from(
  '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n',
).toString('base64');

const cluster = {
  name: 'one',
  url: 'https://cluster.example:6443/base/',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'reader',
  caData: CA,
};

const read = (
  clusters: object[],
  { type = 'config', titanium }: { type?: string; titanium?: object } = {},
) =>
  readClusters(
    new ConfigReader({
      kubernetes: { clusterLocatorMethods: [{ type, clusters }] },
      ...(titanium && { titanium }),
    } as never),
  );

describe('readClusters', () => {
  it('reads clusters with reader and actor', () => {
    const [found] = read([cluster], {
      titanium: { clusters: { one: { actor: { token: ' actor\n' } } } },
    });
    expect(found).toMatchObject({
      name: 'one',
      readerToken: 'reader',
      actorToken: 'actor',
    });
    expect(found.ca).toContain('BEGIN CERTIFICATE');
  });

  it('has none without configuration', () => {
    expect(readClusters(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    [{ authProvider: 'aws' }, /authProvider.*"aws".*serviceAccount/],
    [{ authProvider: undefined }, /authProvider.*missing/],
    [{ serviceAccountToken: undefined }, /serviceAccountToken.*missing/],
    [{ skipTLSVerify: true }, /skipTLSVerify.*caData/],
    [{ url: 'http://cluster.example' }, /url is not https/],
    [{ url: 'https://user:secret@cluster.example' }, /url holds more/],
    [{ caData: 'bm90aGluZw==' }, /caData holds no certificate/],
    [{ caData: undefined, caFile: '/nowhere/ca.pem' }, /caFile cannot be read/],
  ])('refuses %j by key and remedy', (change, message) => {
    expect(() => read([{ ...cluster, ...change }])).toThrow(message);
  });

  it('refuses other locators', () => {
    expect(() => read([], { type: 'gke' })).toThrow(
      /clusterLocatorMethods\[0\]\.type is "gke".*"config"/,
    );
  });

  it('refuses two clusters of one name', () => {
    expect(() => read([cluster, cluster])).toThrow(/"one" twice/);
  });

  it('refuses an actor of an unknown cluster, and one without a token', () => {
    expect(() =>
      read([cluster], {
        titanium: { clusters: { two: { actor: { token: 'x' } } } },
      }),
    ).toThrow(/titanium\.clusters\.two names no cluster.*Use one of: one/);
    expect(() =>
      read([cluster], { titanium: { clusters: { one: { actor: {} } } } }),
    ).toThrow(/titanium\.clusters\.one\.actor\.token/);
  });
});
