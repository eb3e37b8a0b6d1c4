import { decode } from './decode';

const DEPLOYMENT = 'io.k8s.api.apps.v1.Deployment';

describe('decode', () => {
  it('drops nulls and unknown fields, and names the latter', () => {
    const { value, unknown } = decode(DEPLOYMENT, {
      spec: {
        replicas: null,
        typo: 1,
        template: {
          spec: { containers: [{ name: 'a', typo: true }], nodeSelector: null },
        },
      },
    });
    expect(value).toEqual({
      spec: { template: { spec: { containers: [{ name: 'a' }] } } },
    });
    expect(unknown).toEqual([
      'spec.typo',
      'spec.template.spec.containers[0].typo',
    ]);
  });

  it('reads quantities and int-or-strings', () => {
    const { value } = decode('io.k8s.api.core.v1.Container', {
      resources: { limits: { cpu: 2, memory: '1Gi' } },
      readinessProbe: { httpGet: { port: 'http' } },
    });
    expect(value.resources.limits).toEqual({ cpu: '2', memory: '1Gi' });
    expect(value.readinessProbe.httpGet.port).toBe('http');
  });

  it.each([
    [
      { spec: 'x' },
      'json: cannot unmarshal string into Go struct field Deployment.spec of type v1.DeploymentSpec',
    ],
    [
      { metadata: { labels: { a: 1 } } },
      'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
    ],
    [
      { spec: { template: { spec: { containers: {} } } } },
      'json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container',
    ],
    [
      { spec: { replicas: 1.5 } },
      'json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
  ])('refuses %j', (input, message) => {
    expect(() => decode(DEPLOYMENT, input)).toThrow(message);
  });

  it('keeps hostile keys from the prototype', () => {
    const { value } = decode(
      'io.k8s.api.core.v1.ConfigMap',
      JSON.parse('{"data":{"__proto__":"x"}}'),
    );
    expect(Object.keys(value.data)).toEqual(['__proto__']);
  });
});
