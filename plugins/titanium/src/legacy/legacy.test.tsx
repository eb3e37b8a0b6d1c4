import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import {
  TitaniumApi,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityTitaniumPodsContent,
  EntityTitaniumRunsContent,
  TitaniumRunsPage,
  titaniumPlugin,
} from '.';

const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', namespace: 'default' },
};

describe('the older front-end system', () => {
  it('has the client and a tab to mount', async () => {
    expect([...titaniumPlugin.getApis()]).toHaveLength(1);
    const api = {
      async *stream(_request: unknown, signal: AbortSignal) {
        await new Promise<void>(resolve => {
          signal.addEventListener('abort', () => resolve());
        });
      },
    } as unknown as TitaniumApi;
    await renderInTestApp(
      <TestApiProvider apis={[[titaniumApiRef, api]]}>
        <EntityProvider entity={ENTITY}>
          <Routes>
            <Route path="/pods" element={<EntityTitaniumPodsContent />} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { routeEntries: ['/pods'] },
    );
    expect(await screen.findByLabelText(/web/)).toBeVisible();
  });

  it.each([
    ['the tab of runs', '/runs', <EntityTitaniumRunsContent key="tab" />],
    ['the page of runs', '/titanium/runs', <TitaniumRunsPage key="page" />],
  ])('has %s', async (_, path, element) => {
    const api = {
      async *stream(_request: unknown, signal: AbortSignal) {
        await new Promise<void>(resolve => {
          signal.addEventListener('abort', () => resolve());
        });
      },
      runs: async () => ({ items: [], nextCursor: null }),
      actions: async () => [],
    } as unknown as TitaniumApi;
    await renderInTestApp(
      <TestApiProvider apis={[[titaniumApiRef, api]]}>
        <EntityProvider entity={ENTITY}>
          <Routes>
            <Route path={`${path}/*`} element={element} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { routeEntries: [path] },
    );
    expect(await screen.findByText('No runs yet')).toBeVisible();
  });
});
