import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';
import { titaniumApiRef } from '../api';
import { fakeTitaniumApi } from '../testing/fakeTitaniumApi';
import { aPlan, aStatement } from '../testing/samples';
import { CommandBlock } from './CommandBlock';
import { CommandMemory } from './memory';

/** Draws as the documents of TechDocs are drawn. */
function InShadow({ children }: { children: ReactNode }) {
  const [root, setRoot] = useState<HTMLElement | null>(null);
  return (
    <div
      data-testid="host"
      ref={host => {
        if (host && !host.shadowRoot) {
          const place = document.createElement('div');
          host.attachShadow({ mode: 'open' }).append(place);
          setRoot(place);
        }
      }}
    >
      {root && createPortal(children, root)}
    </div>
  );
}

it('is back where it was when a dialog of a step has closed', async () => {
  const api = fakeTitaniumApi({ createPlan: async () => aPlan() });
  await renderInTestApp(
    <InShadow>
      <CommandMemory>
        <CommandBlock
          statements={[aStatement({})]}
          place={{ entityRef: 'component:default/prod-api-gateway' }}
          gone={new Set()}
        />
      </CommandMemory>
    </InShadow>,
    { apis: [[titaniumApiRef, api]] },
  );
  const { shadowRoot } = screen.getByTestId('host');
  const document = within(shadowRoot!.firstChild as HTMLElement);
  const preview = await document.findByRole('button', { name: /^Preview/ });
  preview.focus();
  await userEvent.click(preview);
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('button', { name: 'Scale to 3' });
  await userEvent.keyboard('{Escape}');
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  expect(shadowRoot!.activeElement).toBe(preview);
});
