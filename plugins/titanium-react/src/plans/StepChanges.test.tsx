import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { StepChanges } from './StepChanges';

describe('StepChanges without a preview', () => {
  it('says of a step that changes nothing just that', async () => {
    await renderInTestApp(
      <StepChanges
        preview={{
          source: 'none',
          reason: 'as the server says it',
          wording: { key: 'kubernetes.reveal' },
          entries: [],
        }}
      />,
    );
    expect(
      screen.getByText(
        'Nothing is changed. That the value was shown is recorded.',
      ),
    ).toBeVisible();
  });

  it('says what the platform answered when it gave none', async () => {
    await renderInTestApp(
      <StepChanges
        preview={{
          source: 'none',
          reason: 'a webhook does not support dry run',
          entries: [],
        }}
      />,
    );
    expect(
      screen.getByText(
        'The platform gave no preview: a webhook does not support dry run',
      ),
    ).toBeVisible();
  });
});
