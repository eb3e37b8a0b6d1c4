import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readInstances } from './readInstances';

const GOOD = {
  name: 'main',
  url: 'https://argocd.example/base/',
  token: ' t ',
  cluster: 'titanium',
};

function read(...instances: JsonObject[]) {
  return readInstances(
    new ConfigReader({ titanium: { argocd: { instances } } }),
  );
}

it('reads instances', () => {
  const [instance] = read({
    ...GOOD,
    publicUrl: 'https://argocd.example/',
    destinations: [{ server: 'https://two:6443/', cluster: 'two' }],
    timeoutSeconds: 5,
  });
  expect(instance).toMatchObject({
    name: 'main',
    publicUrl: 'https://argocd.example',
    http: { title: 'Argo CD main', token: 't', timeoutMs: 5000 },
  });
  expect([...instance.destinations]).toEqual([['https://two:6443', 'two']]);
  expect(readInstances(new ConfigReader({}))).toEqual([]);
});

it.each([
  [{ token: '' }, 'token'],
  [{ name: undefined }, 'name'],
  [{ cluster: ' ' }, 'cluster'],
  [{ url: 'ftp://x' }, 'http or https URL'],
  [{ url: 'https://user:pw@x' }, 'without credentials'],
  [{ publicUrl: 'data:text/html,x' }, 'publicUrl'],
  [{ timeoutSeconds: 0 }, 'timeoutSeconds'],
  [{ destinations: [{ server: 'x' }] }, 'destinations[0].cluster'],
])('refuses %p at the start', (fields, words) => {
  expect(() => read({ ...GOOD, ...fields } as JsonObject)).toThrow(words);
});

it('wants different names', () => {
  expect(() => read(GOOD, GOOD)).toThrow('names "main" twice');
});
