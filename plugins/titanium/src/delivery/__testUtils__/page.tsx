import { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { screen } from '@testing-library/react';
import { DeliveryContent } from '../DeliveryContent';
import { fakeBackend } from '../testing/fakes';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'prod-api-gateway',
    annotations: {
      'argocd/app-name': 'prod-api-gateway',
      'backstage.io/kubernetes-cluster': 'titanium',
    },
  },
  spec: { type: 'service' },
};

/** Draws the tab of a service as wide as a desk's screen. */
export function show(backend: ReturnType<typeof fakeBackend>, route = '/') {
  return renderInTestApp(
    <TestApiProvider apis={[[titaniumApiRef, backend.api]]}>
      <EntityProvider entity={entity}>
        <DeliveryContent />
      </EntityProvider>
    </TestApiProvider>,
    { initialRouteEntries: [route] },
  );
}

/** A panel of the tab. */
export const part = (name: string) => screen.findByRole('region', { name });

/** jsdom measures nothing: everything is wide and 600 px high. */
export function giveRoom() {
  window.matchMedia = query =>
    ({
      matches: query.includes('min-width'),
      media: query,
      addListener: () => {},
      addEventListener: () => {},
      removeEventListener: () => {},
      removeListener: () => {},
    } as unknown as MediaQueryList);
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 600 },
    clientWidth: { configurable: true, get: () => 1400 },
    offsetHeight: { configurable: true, get: () => 600 },
    offsetWidth: { configurable: true, get: () => 1400 },
  });
}
