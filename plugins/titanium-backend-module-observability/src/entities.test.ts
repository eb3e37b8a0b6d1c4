import { Entity } from '@backstage/catalog-model';
import { clusterOf, lokiSelector, prometheusSelector } from './entities';
import { ObservabilityPlatforms } from './platforms';

function entity(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'cart', annotations },
  };
}

const ID = 'backstage.io/kubernetes-id';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const LABELS = 'backstage.io/kubernetes-label-selector';
const SELECTOR = 'titanium/prometheus-selector';

const text = (annotations: Record<string, string>) => {
  const { matchers, namespace } = prometheusSelector(entity(annotations));
  return [
    namespace,
    ...matchers.map(({ name, op, value }) => `${name}${op}${value}`),
  ];
};

describe('the selector of an entity', () => {
  it.each<[Record<string, string>, string[]]>([
    [
      { [ID]: 'cart', [NAMESPACE]: 'shop' },
      ['shop', 'namespace=shop', 'app=cart'],
    ],
    [
      { [ID]: 'cart', [NAMESPACE]: 'shop', [LABELS]: 'tier=a, app=basket' },
      ['shop', 'namespace=shop', 'app=basket'],
    ],
    [
      { [SELECTOR]: `{namespace="shop", app=~'a|b'}` },
      ['shop', 'namespace=shop', 'app=~a|b'],
    ],
    [
      { [SELECTOR]: '{job="cart"}', [NAMESPACE]: 'shop' },
      ['shop', 'namespace=shop', 'job=cart'],
    ],
    // What is authorized is what is asked.
    [
      { [SELECTOR]: '{namespace="other"}', [NAMESPACE]: 'shop' },
      ['other', 'namespace=other'],
    ],
  ])('%j', (annotations, expected) => {
    expect(text(annotations)).toEqual(expected);
  });

  it.each<[Record<string, string>, string]>([
    [{}, `no annotation ${NAMESPACE}`],
    [{ [NAMESPACE]: 'shop' }, `no annotation ${SELECTOR}`],
    [{ [NAMESPACE]: 'Shop!', [ID]: 'cart' }, 'not the name of a namespace'],
    [{ [SELECTOR]: '{namespace=""}' }, 'at least one label'],
    [{ [SELECTOR]: '{namespace=~".*", app=~".+"}' }, 'at least one label'],
    [{ [SELECTOR]: '{namespace="a", namespace="b"}' }, 'several namespaces'],
    [{ [SELECTOR]: 'up{app="a"}' }, 'expected { at character 1'],
    [{ [SELECTOR]: '{app="a"} or {app="b"}' }, 'unexpected text'],
    [{ [SELECTOR]: '{app="a}' }, 'expected a quoted value'],
    [{ [SELECTOR]: '{}' }, 'no matchers'],
  ])('%j is refused: %s', (annotations, message) => {
    expect(() => text(annotations)).toThrow(message);
  });

  it('is another for logs', () => {
    expect(
      lokiSelector(
        entity({ 'titanium/loki-selector': '{namespace="a", job=`b`}' }),
      ).matchers,
    ).toHaveLength(2);
  });
});

describe('the cluster of an entity', () => {
  const platforms = (...names: string[]) =>
    new Map(
      names.map(cluster => [
        cluster,
        { cluster, grafanaUrl: null } as ObservabilityPlatforms,
      ]),
    );
  const named = entity({ 'backstage.io/kubernetes-cluster': 'two' });

  it('is the only one, or the one it names', () => {
    expect(clusterOf(entity({}), platforms('one'))).toBe('one');
    expect(clusterOf(named, platforms('one', 'two'))).toBe('two');
    expect(() => clusterOf(entity({}), platforms('one', 'two'))).toThrow(
      'backstage.io/kubernetes-cluster: one',
    );
    expect(() => clusterOf(named, platforms('one'))).toThrow('does not');
    expect(() => clusterOf(named, platforms())).toThrow(
      'titanium.observability',
    );
  });
});
