import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { Tab } from './Tab';

const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', namespace: 'default' },
};

function Where() {
  return <output>{useLocation().pathname}</output>;
}

describe('TabShortcuts', () => {
  it('goes from tab to tab by two keys', async () => {
    await renderInTestApp(
      <EntityProvider entity={ENTITY}>
        <Tab>
          <Where />
        </Tab>
      </EntityProvider>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    await userEvent.keyboard('gl');
    expect(screen.getByRole('status')).toHaveTextContent(
      '/catalog/default/component/web/logs',
    );
    await userEvent.keyboard('gd');
    expect(screen.getByRole('status')).toHaveTextContent(/delivery$/);
    // A letter alone goes nowhere.
    await userEvent.keyboard('p');
    expect(screen.getByRole('status')).toHaveTextContent(/delivery$/);
  });
});
