import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumApi, titaniumApiRef, TitaniumRequestError } from '../api';
import { fakeTitaniumApi } from '../testing/fakeTitaniumApi';
import { aPlan, aRun, aStatement } from '../testing/samples';
import { CommandBlock } from './CommandBlock';
import { CommandMemory } from './memory';
import { CommandPlace } from './types';

const READ = aStatement({
  text: 'kubectl get pods -n titanium-prod',
  verdict: 'read',
  action: 'kubernetes.get',
  title: 'Get',
  risk: 'read',
});

async function show(
  statements: ServerStatement[][],
  given: Partial<TitaniumApi> = {},
  {
    place,
    gone,
    language,
  }: {
    place?: CommandPlace;
    gone?: ServerStatement[];
    language?: 'ko';
  } = {},
) {
  const api = fakeTitaniumApi(given);
  await renderInTestApp(
    <CommandMemory>
      {statements.map((each, index) => (
        <CommandBlock
          key={index}
          statements={each}
          place={{ entityRef: 'component:default/prod-api-gateway', ...place }}
          gone={new Set(gone)}
        />
      ))}
    </CommandMemory>,
    {
      apis: [[titaniumApiRef, api]],
      ...(language && {
        config: {
          app: {
            baseUrl: 'http://localhost:3000',
            extensions: [
              {
                'api:app/app-language': {
                  config: {
                    availableLanguages: ['en', language],
                    defaultLanguage: language,
                  },
                },
              },
            ],
          },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      }),
    },
  );
  return api;
}

describe('CommandBlock', () => {
  // Where the chosen language is remembered.
  afterEach(() => window.localStorage.clear());

  it('shows nothing for prose', async () => {
    await show([[aStatement({ verdict: 'prose', action: null })]]);
    expect(screen.queryByRole('group')).not.toBeInTheDocument();
  });

  it('runs a read and shows its result with its age', async () => {
    const read = jest.fn(async () => ({
      result: {
        type: 'table' as const,
        columns: [
          { name: 'NAME', type: 'string' as const },
          { name: 'READY', type: 'string' as const },
        ],
        rows: [
          { cells: ['a', '2/2'], ref: { kind: 'pod', name: 'a' } },
          { cells: ['b', '1/2'], ref: { kind: 'pod', name: 'b' } },
        ],
      },
      action: 'kubernetes.get',
      input: {},
      command: null,
      target: null as never,
      defaults: {},
      at: new Date().toISOString(),
    }));
    await show([[READ]], { read });

    await userEvent.click(
      screen.getByRole('button', { name: 'Run List objects' }),
    );

    expect(await screen.findByText(/2 pods, 1 not ready/)).toBeVisible();
    expect(screen.getByRole('table')).toBeVisible();
    expect(read).toHaveBeenCalledWith(
      {
        statement: {
          text: READ.text,
          entityRef: 'component:default/prod-api-gateway',
        },
        entityRef: 'component:default/prod-api-gateway',
      },
      expect.anything(),
    );

    await userEvent.click(screen.getByRole('button', { name: 'Hide result' }));
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(screen.getByText(/2 pods, 1 not ready/)).toBeVisible();
  });

  it('says why a read failed and keeps the way to try again', async () => {
    await show([[READ]], {
      read: async () => {
        throw new TitaniumRequestError({
          message: 'connect ECONNREFUSED',
          status: 503,
          code: 'platform-unavailable',
        });
      },
    });
    await userEvent.click(screen.getByRole('button', { name: /^Run/ }));
    expect(
      await screen.findByText('The platform does not answer'),
    ).toBeVisible();
    expect(screen.getByText('connect ECONNREFUSED')).toBeVisible();
    expect(screen.getByRole('button', { name: /^Run/ })).toBeEnabled();
  });

  it('asks for placeholders with live choices, once a page', async () => {
    const statement = aStatement({
      ...READ,
      verdict: 'form',
      text: 'kubectl describe pod <pod-name>',
      action: 'kubernetes.describe',
      placeholders: [{ text: '<pod-name>', type: 'pod' }],
      variables: { $NS: 'titanium-prod' },
    });
    const read = jest.fn(async () => new Promise<never>(() => {}));
    const choices = jest.fn(async () => ({
      choices: [
        { value: 'gateway-1', detail: 'Ready 2/2' },
        { value: 'gateway-2', detail: 'Ready 1/2' },
      ],
    }));
    await show([[statement], [statement]], { read, choices });
    const [first, second] = screen.getAllByRole('combobox', {
      name: 'pod-name',
    });

    await userEvent.click(screen.getAllByRole('button', { name: /^Run/ })[0]);
    expect(screen.getByText('Fill in pod-name first')).toBeVisible();
    expect(first).toHaveFocus();
    expect(read).not.toHaveBeenCalled();

    expect(
      await screen.findByRole('option', { name: /gateway-2/ }),
    ).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(first).toHaveValue('gateway-2');
    expect(second).toHaveValue('gateway-2');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();

    await userEvent.keyboard('{Enter}');
    expect(read).toHaveBeenCalledWith(
      expect.objectContaining({
        statement: expect.objectContaining({
          values: { '<pod-name>': 'gateway-2', $NS: 'titanium-prod' },
        }),
      }),
      expect.anything(),
    );
  });

  it('prefills a namespace that the server knows', async () => {
    const createPlan = jest.fn(async () => aPlan());
    await show(
      [
        [
          aStatement({
            verdict: 'form',
            placeholders: [{ text: '<namespace>', type: 'namespace' }],
            input: { namespace: 'titanium-prod' },
          }),
        ],
      ],
      { createPlan },
    );
    expect(screen.getByRole('combobox')).toHaveValue('titanium-prod');
    await userEvent.click(screen.getByRole('button', { name: /^Preview/ }));
    expect(await screen.findByRole('dialog')).toBeVisible();
    expect(createPlan).toHaveBeenCalledWith(
      expect.objectContaining({
        statement: expect.objectContaining({
          values: { '<namespace>': 'titanium-prod' },
        }),
      }),
      expect.anything(),
    );
  });

  it('opens the plan of a change outside the block', async () => {
    await show([[aStatement()]], { createPlan: async () => aPlan() });
    const strip = screen.getByRole('group', { name: 'Scale workload, line 1' });
    expect(within(strip).getByText('medium risk')).toBeVisible();
    await userEvent.click(
      within(strip).getByRole('button', { name: 'Preview Scale workload' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: /Scale workload/,
    });
    expect(strip).not.toContainElement(dialog);
    await waitFor(() =>
      expect(
        within(dialog).getByRole('button', { name: 'Scale to 3' }),
      ).toHaveFocus(),
    );
  });

  it('marks the part that is refused', async () => {
    await show([
      [
        aStatement({
          text: 'kubectl get pods -A --as=admin',
          verdict: 'refuse',
          action: null,
          risk: null,
          reason: 'Acting as somebody else is not possible.',
          position: { offset: 20, length: 10 },
        }),
      ],
    ]);
    expect(
      screen.getByText('Acting as somebody else is not possible.'),
    ).toBeVisible();
    expect(screen.getByText('--as=admin').tagName).toBe('MARK');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says in Korean why a statement does not run', async () => {
    await show(
      [
        [
          aStatement({
            text: 'kubectl get pods --$t(a){{verb}}',
            verdict: 'refuse',
            action: null,
            risk: null,
            reason: 'kubectl get has no flag --$t(a){{verb}}.',
            wording: {
              key: 'flags.unknown',
              values: { verb: 'kubectl get', flag: '--$t(a){{verb}}' },
            },
          }),
          aStatement({
            verdict: 'session',
            action: null,
            risk: null,
            reason: 'Words of a newer server.',
            wording: { key: 'newer.words' },
          }),
        ],
      ],
      {},
      { language: 'ko' },
    );
    // What stands in a document is put in as it stands.
    expect(
      await screen.findByText(
        'kubectl get에 --$t(a){{verb}} 플래그가 없습니다.',
      ),
    ).toBeVisible();
    expect(screen.getByText('Words of a newer server.')).toBeVisible();
  });

  it('links a session to the page that does it', async () => {
    await show([
      [
        aStatement({
          verdict: 'session',
          action: null,
          risk: null,
          reason: 'The portal opens no shell.',
          places: ['pods', 'logs', 'alerts'],
        }),
        aStatement({
          verdict: 'form',
          action: null,
          risk: null,
          reason: 'Patching an object is not available in the portal yet.',
        }),
      ],
    ]);
    expect(screen.getByRole('link', { name: 'Open Pods' })).toHaveAttribute(
      'href',
      '/catalog/default/component/prod-api-gateway/pods',
    );
    expect(screen.getByRole('link', { name: 'Open Logs' })).toHaveAttribute(
      'href',
      '/catalog/default/component/prod-api-gateway/logs',
    );
    expect(screen.getByRole('link', { name: 'Open alerts' })).toHaveAttribute(
      'href',
      '/catalog/default/component/prod-api-gateway',
    );
    expect(screen.getByText('Not in the portal yet')).toBeVisible();
  });

  it('leads to all services where the document is read for none', async () => {
    await show(
      [
        [
          aStatement({
            verdict: 'session',
            action: null,
            risk: null,
            places: ['pods', 'logs'],
          }),
        ],
      ],
      {},
      { place: { entityRef: 'system:default/titanium' } },
    );
    expect(screen.getAllByRole('link')).toHaveLength(1);
    expect(
      screen.getByRole('link', { name: 'Choose a service' }),
    ).toHaveAttribute('href', '/titanium');
  });

  it('says what is known to be wrong, and how it should be', async () => {
    const lints = [
      {
        code: 'unheard-of',
        message: 'This goes wrong.',
        correction: 'kubectl do it --right',
      },
    ];
    await show([
      [
        aStatement({ lints }),
        aStatement({
          verdict: 'prose',
          action: null,
          lints,
          text: 'kind: x',
          line: 4,
        }),
      ],
    ]);
    expect(screen.getAllByText('This goes wrong.')).toHaveLength(2);
    // Where no row of the step says it.
    expect(screen.getByText('line 4')).toBeVisible();
    const [show1] = screen.getAllByRole('button', { name: 'Show correction' });
    await userEvent.click(show1);
    expect(screen.getByText('kubectl do it --right')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Copy correction' }),
    ).toBeVisible();
    // A mistake keeps nobody from using the step.
    expect(screen.getByRole('button', { name: /^Preview/ })).toBeEnabled();
  });

  it('says what does not exist any more', async () => {
    const statement = aStatement({
      target: {
        cluster: 'c',
        namespace: 'n',
        kind: 'deployment',
        name: 'old',
        selector: null,
        allNamespaces: false,
      },
    });
    await show([[statement]], {}, { gone: [statement] });
    expect(
      screen.getByText('deployment/old does not exist any more.'),
    ).toBeVisible();
  });

  it('follows a log until it is stopped', async () => {
    const asked: string[] = [];
    const line = { time: '2026-01-01T00:00:00Z', text: 'the line so far' };
    await show(
      [[aStatement({ ...READ, action: 'kubernetes.logs', title: 'Logs' })]],
      {
        read: jest.fn(async () => ({
          result: {
            type: 'logs' as const,
            lines: [line],
            follow: { pods: ['gateway-1'] },
          },
          action: 'kubernetes.logs',
          input: {},
          command: null,
          target: null as never,
          defaults: {},
          at: new Date().toISOString(),
        })),
        async *stream(request, signal) {
          for (const { id, topic, params } of request.subscriptions) {
            asked.push(`${topic} ${JSON.stringify(params)}`);
            yield {
              type: 'lines' as const,
              id,
              cursor: 'e:1',
              lines: [{ ...line, text: 'a new line' }],
            };
          }
          await new Promise<void>(resolve => {
            signal.addEventListener('abort', () => resolve());
          });
        },
      },
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Run Read logs' }),
    );
    const stop = await screen.findByRole('button', { name: 'Stop following' });
    await waitFor(() =>
      expect(asked).toContain('pod-logs {"pods":["gateway-1"]}'),
    );
    await userEvent.click(stop);
    expect(await screen.findByText('the line so far')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Stop following' }),
    ).not.toBeInTheDocument();
  });

  it('says how it went the last times', async () => {
    const run = aRun({
      state: 'succeeded',
      endedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
      origin: { type: 'document', verified: true, stepHash: 'step' },
    });
    const asked: object[] = [];
    const given: Partial<TitaniumApi> = {
      async *stream(request, signal) {
        for (const { id, topic, params } of request.subscriptions) {
          asked.push({ topic, params });
          yield {
            type: 'snapshot' as const,
            id,
            cursor: 'e:1',
            state: { collections: { runs: { [run.id]: run } }, status: {} },
          };
        }
        await new Promise<void>(resolve => {
          signal.addEventListener('abort', () => resolve());
        });
      },
    };
    await show([[aStatement({ stepHash: 'step' })]], given, {
      place: { documentRef: 'system:default/titanium' },
    });
    expect(
      await screen.findByRole('link', { name: 'last: succeeded' }),
    ).toHaveAttribute('href', '/titanium/runs/run-1');
    expect(screen.getByText('3 d ago')).toBeVisible();
    expect(
      screen.getByRole('img', { name: /last runs of this step.*succeeded/ }),
    ).toBeVisible();
    expect(asked).toEqual([
      { topic: 'steps', params: { documentRef: 'system:default/titanium' } },
    ]);
  });
});
