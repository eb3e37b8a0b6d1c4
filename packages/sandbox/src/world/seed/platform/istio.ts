import { SeedObject, seedObject } from '../manifest';
import { service } from '../workloads';
import { app } from './app';

/** The service mesh's own workloads. */
export function istioSeed(): SeedObject[] {
  const namespace = 'istio-system';
  return [
    app(
      namespace,
      'istiod',
      'docker.io/istio/pilot:1.20.1',
      ['200m', '256Mi'],
      {
        labels: { istio: 'pilot' },
        container: 'discovery',
      },
    ),
    app(
      namespace,
      'istio-ingressgateway',
      'docker.io/istio/proxyv2:1.20.1',
      ['100m', '128Mi'],
      { labels: { istio: 'ingressgateway' }, container: 'istio-proxy' },
    ),
    service({
      name: 'istiod',
      namespace,
      selector: { istio: 'pilot' },
      clusterIP: '10.96.41.10',
      ports: [
        { name: 'grpc-xds', port: 15010 },
        { name: 'https-dns', port: 15012 },
      ],
    }),
    service({
      name: 'istio-ingressgateway',
      namespace,
      selector: { istio: 'ingressgateway' },
      clusterIP: '10.96.41.11',
      type: 'LoadBalancer',
      externalIp: '10.0.11.168',
      ports: [{ name: 'http2', port: 80, targetPort: 8080, nodePort: 31380 }],
    }),
    seedObject('peerAuthentications', {
      metadata: { name: 'default', namespace },
      spec: { mtls: { mode: 'STRICT' } },
    }),
    ...['istiod', 'envoy-stats'].map(name =>
      seedObject('serviceMonitors', {
        metadata: { name, namespace, labels: { release: 'prometheus' } },
        spec: {
          selector: { matchLabels: { istio: 'pilot' } },
          endpoints: [{ port: 'http-monitoring', interval: '15s' }],
        },
      }),
    ),
  ];
}
