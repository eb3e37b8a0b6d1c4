import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumApi, titaniumApiRef, TitaniumRequestError } from '../../api';
import { fakeTitaniumApi } from '../../testing/fakeTitaniumApi';
import { aPlan, aStatement } from '../../testing/samples';
import { CommandBlock } from '../CommandBlock';
import { CommandMemory } from '../memory';
import { filledInput, formOf } from './formFields';
import { offsetOf } from './TextEditor';

const PLACE = { cluster: 'titanium', namespace: 'titanium-prod' };

const EDIT_HPA = aStatement({
  text: 'kubectl edit hpa prod-api-gateway-hpa -n titanium-prod',
  verdict: 'form',
  action: 'kubernetes.autoscaler.edit',
  title: 'Edit autoscaler',
  input: {
    ...PLACE,
    name: 'prod-api-gateway-hpa',
    minReplicas: null,
    maxReplicas: null,
    cpuUtilization: null,
  },
});
const APPLY = aStatement({
  text: 'kubectl apply -f hpa.yaml -n titanium-prod',
  verdict: 'form',
  action: 'kubernetes.manifest.apply',
  title: 'Apply manifest',
  input: {
    ...PLACE,
    manifest: null,
    source: { type: 'file', path: 'hpa.yaml' },
  },
});
const EDIT_OBJECT = aStatement({
  text: 'kubectl edit configmap web -n titanium-prod',
  verdict: 'form',
  action: 'kubernetes.object.edit',
  title: 'Edit object',
  input: { ...PLACE, kind: 'configmap', name: 'web', manifest: null },
});
const SECRET = aStatement({
  text: 'kubectl create secret generic db …',
  verdict: 'form',
  action: 'kubernetes.secret.update',
  title: 'Change Secret value',
  risk: 'high',
  input: { ...PLACE, name: 'db', key: 'PASSWORD', value: null },
});

const answer = (text: string, format: 'json' | 'yaml') =>
  jest.fn(async () => ({
    result: {
      type: 'objects' as const,
      format,
      objects: [{ ref: { kind: 'x', name: 'y' }, text }],
    },
    action: 'x',
    input: {},
    command: null,
    target: null as never,
    defaults: {},
    at: new Date().toISOString(),
  }));

/** What the server says of a command's file: why it is not there, its address, more, and its text. */
const sourceAnswer = (...row: (string | null)[]) =>
  jest.fn(async () => ({
    ...(await answer('', 'yaml')()),
    result: {
      type: 'rows' as const,
      columns: ['reason', 'url', 'detail', 'text', 'files'],
      rows: [row],
    },
  }));

const HPA = JSON.stringify({
  spec: {
    minReplicas: 2,
    maxReplicas: 5,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { averageUtilization: 70 } },
      },
    ],
  },
});

async function open(
  statement: ServerStatement,
  given: Partial<TitaniumApi> = {},
) {
  const api = fakeTitaniumApi({
    createPlan: jest.fn(async () => aPlan()),
    plan: jest.fn(async () => aPlan()),
    ...given,
  });
  await renderInTestApp(
    <CommandMemory>
      <CommandBlock
        statements={[statement]}
        place={{ entityRef: 'component:default/prod-api-gateway' }}
      />
    </CommandMemory>,
    { apis: [[titaniumApiRef, api]] },
  );
  await userEvent.click(screen.getByRole('button', { name: /^Open form/ }));
  return {
    api,
    preview: () => screen.getByRole('button', { name: 'Preview' }),
  };
}

const fieldsSent = (api: jest.Mocked<TitaniumApi>) =>
  api.createPlan.mock.calls.map(([request]) => request.fields);

describe('forms of commands', () => {
  it('are for what a command leaves open, of actions that have one', () => {
    expect(formOf(EDIT_HPA)).toBe('autoscaler');
    expect(formOf({ ...EDIT_HPA, verdict: 'change' })).toBeUndefined();
    expect(formOf({ ...EDIT_HPA, input: { ...PLACE } })).toBeUndefined();
    expect(formOf({ ...EDIT_HPA, action: 'other' })).toBeUndefined();
    expect(formOf({ ...EDIT_HPA, action: null })).toBeUndefined();
  });

  it('begin an autoscaler with its live numbers and send what was changed', async () => {
    const { api, preview } = await open(EDIT_HPA, {
      read: answer(HPA, 'json'),
    });
    const least = await screen.findByLabelText('Least replicas');
    expect(least).toHaveValue(2);
    expect(screen.getByLabelText('Most replicas')).toHaveValue(5);
    expect(screen.getByLabelText('Target CPU in %')).toHaveValue(70);
    expect(preview()).toBeDisabled();

    await userEvent.clear(least);
    expect(preview()).toBeDisabled();
    await userEvent.type(least, '3');
    await userEvent.click(preview());
    await waitFor(() => expect(fieldsSent(api)).toEqual([{ minReplicas: 3 }]));
    // The plan that was made is what is confirmed.
    expect(await screen.findByText('Scale to 3')).toBeVisible();
    expect(api.createPlan.mock.calls[0][0]).toMatchObject({
      statement: { text: EDIT_HPA.text },
      entityRef: 'component:default/prod-api-gateway',
    });
  });

  it('say why the live object cannot be read', async () => {
    await open(EDIT_HPA, {
      read: async () => {
        throw new TitaniumRequestError({
          message: 'There is no hpa',
          status: 404,
          code: 'target-not-found',
        });
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no hpa',
    );
  });

  it('keep a pasted manifest when the server finds a mistake, and go there', async () => {
    const createPlan = jest
      .fn()
      .mockRejectedValueOnce(
        new TitaniumRequestError({
          message: 'Line 2, column 3: this is wrong',
          status: 400,
          code: 'invalid-input',
          position: { line: 2, column: 3 },
        }),
      )
      .mockResolvedValueOnce(aPlan());
    const { preview } = await open(APPLY, { createPlan });
    const field = screen.getByLabelText('Manifest (YAML or JSON)');
    expect(field).toHaveAccessibleDescription(/paste what hpa.yaml holds/);
    await userEvent.click(field);
    await userEvent.paste('a: 1\nb: [');
    await userEvent.click(preview());
    expect(await screen.findByRole('alert')).toHaveTextContent('this is wrong');
    expect(field).toHaveValue('a: 1\nb: [');
    expect(field).toHaveFocus();
    expect((field as HTMLTextAreaElement).selectionStart).toBe(7);
    expect(field).toBeInvalid();

    await userEvent.paste('2');
    await userEvent.click(preview());
    await waitFor(() => expect(createPlan).toHaveBeenCalledTimes(2));
    expect(createPlan.mock.calls[1][0].fields.manifest).toContain('2');
  });

  it('begin a manifest with its file, which can be applied as it is or changed', async () => {
    const url = 'https://git.example/blog/hpa.yaml';
    const { api, preview } = await open(APPLY, {
      read: sourceAnswer(null, url, null, 'kind: X\n'),
    });
    const field = screen.getByLabelText('Manifest (YAML or JSON)');
    await waitFor(() => expect(field).toHaveValue('kind: X\n'));
    expect(screen.getByRole('link', { name: new RegExp(url) })).toHaveAttribute(
      'href',
      url,
    );
    expect(api.read).toHaveBeenCalledWith(
      {
        action: {
          id: 'kubernetes.manifest.source',
          input: { ...PLACE, source: { type: 'file', path: 'hpa.yaml' } },
        },
        entityRef: 'component:default/prod-api-gateway',
      },
      expect.anything(),
    );
    await userEvent.type(field, 'a: 1');
    await userEvent.click(
      screen.getByRole('button', { name: 'Begin again with the file' }),
    );
    expect(field).toHaveValue('kind: X\n');
    await userEvent.click(preview());
    await waitFor(() =>
      expect(fieldsSent(api)).toEqual([{ manifest: 'kind: X\n' }]),
    );
  });

  it('keep what was pasted before the file was there', async () => {
    let arrive = (_: unknown) => {};
    const late = new Promise(resolve => {
      arrive = resolve;
    });
    const { preview } = await open(APPLY, { read: (() => late) as never });
    const field = screen.getByLabelText('Manifest (YAML or JSON)');
    await userEvent.click(field);
    await userEvent.paste('kind: Mine');
    arrive(await sourceAnswer(null, 'https://x.y/z', null, 'kind: X')());
    expect(
      await screen.findByRole('button', { name: /^Begin again/ }),
    ).toBeVisible();
    expect(field).toHaveValue('kind: Mine');
    expect(preview()).toBeEnabled();
  });

  it.each([
    ['not-found', /no such file in the source/],
    ['forbidden', /does not let the portal read/],
    ['too-large', /larger than a manifest/],
    ['no-integration', /No integration is configured/],
    ['path', /plain relative path/],
    ['location-type', /A file: location is/],
    ['refused', /Secret a: take another way/],
  ])(
    'say why a file is not there (%s), and take a pasted one',
    async (reason, words) => {
      const { api, preview } = await open(APPLY, {
        read: sourceAnswer(
          reason,
          'https://git.example/hpa.yaml',
          reason === 'refused' ? 'Secret a: take another way' : null,
          null,
        ),
      });
      expect(await screen.findByText(words)).toBeVisible();
      const field = screen.getByLabelText('Manifest (YAML or JSON)');
      expect(field).toHaveValue('');
      expect(preview()).toBeDisabled();
      await userEvent.click(field);
      await userEvent.paste('kind: Mine');
      await userEvent.click(preview());
      await waitFor(() =>
        expect(fieldsSent(api)).toEqual([{ manifest: 'kind: Mine' }]),
      );
    },
  );

  const path = 'overlays/prod';
  const APPLY_FOLDER = {
    ...APPLY,
    text: `kubectl apply -k ${path}`,
    input: { ...APPLY.input, source: { type: 'kustomize', path } },
  };

  it('begin with what a folder was built to, and name its files', async () => {
    const url = `https://git.example/${path}/kustomization.yaml`;
    const files = [`${path}/kustomization.yaml`, 'base/web.yaml'];
    const { api, preview } = await open(APPLY_FOLDER, {
      read: sourceAnswer(null, url, null, 'kind: X\n', files.join('\n')),
    });
    const field = screen.getByLabelText('Manifest (YAML or JSON)');
    await waitFor(() => expect(field).toHaveValue('kind: X\n'));
    expect(screen.queryByText(`kubectl kustomize ${path}`)).toBeNull();
    await userEvent.click(screen.getByText('Built of 2 files'));
    for (const file of files) {
      expect(screen.getByText(file)).toBeVisible();
    }
    await userEvent.click(preview());
    await waitFor(() =>
      expect(fieldsSent(api)).toEqual([{ manifest: 'kind: X\n' }]),
    );
  });

  it('name the command whose output a folder needs that is not built', async () => {
    await open(APPLY_FOLDER, {
      read: sourceAnswer(
        'kustomize-field',
        null,
        `${path}/kustomization.yaml: helmCharts`,
        null,
      ),
    });
    expect(
      await screen.findByText(/a field that the portal does not build/),
    ).toBeVisible();
    expect(
      screen.getByText(`${path}/kustomization.yaml: helmCharts`),
    ).toBeVisible();
    expect(screen.getByText(`kubectl kustomize ${path}`)).toBeVisible();
    expect(
      screen.getByLabelText('Manifest (YAML or JSON)'),
    ).toHaveAccessibleDescription(/paste what it prints/);
    expect(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Copy command',
      }),
    ).toBeVisible();
  });

  it('look for what was filled into a path', () => {
    expect(
      filledInput(
        { source: { type: 'file', path: '<file>' }, manifest: null },
        { '<file>': 'hpa.yaml' },
      ),
    ).toEqual({ source: { type: 'file', path: 'hpa.yaml' }, manifest: null });
  });

  it('begin an object with its live text and need a change', async () => {
    const text = '# state: abc\ndata:\n  a: b\n';
    const { api, preview } = await open(EDIT_OBJECT, {
      read: answer(text, 'yaml'),
    });
    const field = await screen.findByLabelText('Object as YAML');
    expect(field).toHaveValue(text);
    expect(preview()).toBeDisabled();
    await userEvent.type(field, '  c: d');
    await userEvent.click(preview());
    await waitFor(() =>
      expect(fieldsSent(api)).toEqual([{ manifest: `${text}  c: d` }]),
    );
    expect(api.read).toHaveBeenCalledWith(
      {
        action: {
          id: 'kubernetes.form',
          input: { ...PLACE, kind: 'configmap', name: 'web' },
        },
      },
      expect.anything(),
    );
  });

  it('take a secret value without ever showing it', async () => {
    const { api, preview } = await open(SECRET);
    const field = screen.getByLabelText('Value');
    expect(field).toHaveFocus();
    expect(field).toHaveAttribute('type', 'password');
    expect(field).toHaveAttribute('autocomplete', 'new-password');
    expect(preview()).toBeDisabled();
    await userEvent.type(field, 'hunter2');
    expect(document.body.innerHTML).not.toContain('hunter2');
    await userEvent.click(preview());
    await waitFor(() =>
      expect(fieldsSent(api)).toEqual([{ value: 'hunter2' }]),
    );
    expect(await screen.findByText('Scale to 3')).toBeVisible();
    expect(document.body.innerHTML).not.toContain('hunter2');
  });

  it('let the server make a secret value', async () => {
    const { api, preview } = await open(SECRET);
    await userEvent.type(screen.getByLabelText('Value'), 'typed before');
    await userEvent.click(screen.getByLabelText(/Let the portal make one/));
    expect(screen.queryByLabelText('Value')).not.toBeInTheDocument();
    await userEvent.click(preview());
    await waitFor(() =>
      expect(fieldsSent(api)).toEqual([{ value: { generate: true } }]),
    );
  });

  it('close with Escape and change nothing', async () => {
    const { api } = await open(SECRET);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.createPlan).not.toHaveBeenCalled();
  });
});

describe('offsetOf', () => {
  it.each([
    [1, 1, 0],
    [2, 3, 7],
    [9, 9, 9],
  ])('finds line %d, column %d', (line, column, offset) => {
    expect(offsetOf('a: 1\nb: [', { line, column })).toBe(offset);
  });
});
