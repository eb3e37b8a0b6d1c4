import { Entity } from '@backstage/catalog-model';
import { AsyncEntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { techdocsApiRef } from '@backstage/plugin-techdocs-react';
import { act, configure, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ParseRequest,
  ParseResponse,
  ServerStatement,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumApi,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ReactNode } from 'react';
import { Link, Route, Routes } from 'react-router-dom';
import { RunbookAddon } from './RunbookAddon';
import { highlighted, pageOf, Reader } from './testing';

// Loading this many modules for the first time takes longer than the usual second.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

function statement(text: string, line: number): ServerStatement {
  const reads = text.startsWith('kubectl get');
  return {
    line,
    text,
    verdict: reads ? 'read' : 'prose',
    verb: 'kubectl get',
    action: reads ? 'kubernetes.get' : null,
    input: {},
    target: null,
    placeholders: [],
    filters: [],
    reason: null,
    position: null,
    title: 'Get',
    risk: 'read',
    defaults: {},
  };
}

async function parse({ blocks }: ParseRequest): Promise<ParseResponse> {
  return {
    blocks: blocks.map(({ id, text }) => ({
      id,
      statements: text
        .split('\n')
        .map((each, index) => statement(each, index + 1)),
    })),
  };
}

async function show(
  options: {
    parse?: TitaniumApi['parse'];
    wrap?: (children: ReactNode) => ReactNode;
    route?: string;
  } = {},
) {
  const api = { parse: jest.fn(options.parse ?? parse) };
  let root!: ShadowRoot;
  const wrap = options.wrap ?? (children => children);
  const view = await renderInTestApp(
    <>
      {wrap(
        <Reader onRoot={made => (root = made)}>
          <RunbookAddon />
        </Reader>,
      )}
    </>,
    {
      apis: [
        [titaniumApiRef, api as unknown as TitaniumApi],
        [
          techdocsApiRef,
          {
            getEntityMetadata: async () => ({}),
            getTechDocsMetadata: async () => ({}),
          } as never,
        ],
      ],
      initialRouteEntries: [options.route ?? '/'],
    },
  );
  const go = (content: string) =>
    act(async () => root.replaceChildren(pageOf(content)));
  const strips = () =>
    root.querySelectorAll<HTMLElement>('[data-titanium="command-block"]');
  const slots = () => root.querySelectorAll('[data-titanium-slot]');
  return { api, root, go, strips, slots, view };
}

describe('RunbookAddon', () => {
  it('puts a strip after each block that can run, with one request', async () => {
    const { api, go, strips, slots } = await show();
    await go(
      `<h2>Checks</h2>${highlighted(
        'kubectl get pods',
      )}<p>text</p>${highlighted(
        'replicas: 3',
        'yaml',
      )}<pre><code>kubectl get nodes</code></pre>`,
    );
    await waitFor(() => expect(strips()).toHaveLength(2));

    expect(slots()).toHaveLength(2);
    expect(strips()[0].parentElement!.previousElementSibling).toHaveClass(
      'highlight',
    );
    expect(api.parse).toHaveBeenCalledTimes(1);
    expect(api.parse.mock.calls[0][0]).toMatchObject({
      entityRef: 'system:default/titanium',
      documentRef: 'system:default/titanium',
      blocks: [
        { language: 'bash', text: 'kubectl get pods' },
        { language: 'yaml', text: 'replicas: 3' },
        { text: 'kubectl get nodes' },
      ],
    });
    expect(
      within(strips()[0]).getByRole('button', { name: 'Run List objects' }),
    ).toBeTruthy();
  });

  it('takes its defaults from the entity it is viewed on, then from the address', async () => {
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'prod-api-gateway' },
    };
    const onPage = await show({
      wrap: children => (
        <AsyncEntityProvider loading={false} entity={entity}>
          {children}
        </AsyncEntityProvider>
      ),
    });
    await onPage.go(highlighted('kubectl get pods'));
    await waitFor(() =>
      expect(onPage.api.parse.mock.calls[0][0].entityRef).toBe(
        'component:default/prod-api-gateway',
      ),
    );
    onPage.view.unmount();

    const byAddress = await show({
      route: '/?entity=component:default/prod-user-service',
    });
    await byAddress.go(highlighted('kubectl get pods'));
    await waitFor(() =>
      expect(byAddress.api.parse.mock.calls[0][0].entityRef).toBe(
        'component:default/prod-user-service',
      ),
    );
  });

  it('leaves no orphan after twenty navigations', async () => {
    const { api, root, go, strips, slots } = await show();
    for (let page = 0; page < 20; page++) {
      await go(
        `${highlighted(`kubectl get pods -n page-${page}`)}${highlighted(
          'kubectl get nodes',
        )}`,
      );
      await waitFor(() => expect(strips()).toHaveLength(2));
    }
    expect(slots()).toHaveLength(2);
    expect(api.parse).toHaveBeenCalledTimes(20);

    await act(async () => root.replaceChildren());
    await waitFor(() => expect(slots()).toHaveLength(0));
    expect(document.querySelectorAll('[data-titanium-slot]')).toHaveLength(0);
  });

  it('does not ask again when the same text is drawn anew', async () => {
    const { api, go, strips } = await show();
    await go(highlighted('kubectl get pods'));
    await waitFor(() => expect(strips()).toHaveLength(1));
    await go(highlighted('kubectl get pods'));
    await waitFor(() => expect(strips()).toHaveLength(1));
    expect(api.parse).toHaveBeenCalledTimes(1);
  });

  it('asks once when the address changes before the content does', async () => {
    const { api, go, strips, view } = await show({
      route: '/docs/one',
      wrap: children => (
        <>
          <Link to="/docs/two">Next</Link>
          <Routes>
            <Route path="/docs/*" element={children} />
          </Routes>
        </>
      ),
    });
    await go(highlighted('kubectl get pods'));
    await waitFor(() => expect(strips()).toHaveLength(1));
    await userEvent.click(view.getByRole('link', { name: 'Next' }));
    expect(api.parse).toHaveBeenCalledTimes(1);
    await go(highlighted('kubectl get nodes'));
    await waitFor(() => expect(api.parse).toHaveBeenCalledTimes(2));
    expect(api.parse.mock.calls.map(([request]) => request.path)).toEqual([
      'one',
      'two',
    ]);
  });

  it('does not react to its own edits', async () => {
    const { api, root, go, strips } = await show();
    await go(highlighted('kubectl get pods'));
    await waitFor(() => expect(strips()).toHaveLength(1));
    const [strip] = strips();
    await act(async () => {
      strip.append(document.createElement('pre'));
    });
    expect(strips()[0]).toBe(strip);
    expect(api.parse).toHaveBeenCalledTimes(1);
    expect(root.querySelectorAll('[data-titanium-slot]')).toHaveLength(1);
  });

  it('handles a page of 200 blocks with one request and a slot for each', async () => {
    const { api, go, strips, slots } = await show();
    await go(
      Array.from({ length: 200 }, (_, index) =>
        highlighted(`kubectl get pods -n n${index}`),
      ).join('<p>text</p>'),
    );
    await waitFor(() => expect(slots()).toHaveLength(200));
    await waitFor(() => expect(strips()).toHaveLength(200), {
      timeout: 30_000,
    });
    expect(api.parse).toHaveBeenCalledTimes(1);
  }, 60_000);

  it('says below the first block why nothing can run, and tries again', async () => {
    let broken = true;
    const { root, go, strips } = await show({
      parse: async request => {
        if (broken) {
          throw new Error('Failed to fetch');
        }
        return parse(request);
      },
    });
    await go(`${highlighted('kubectl get pods')}${highlighted('ls')}`);
    const notice = await waitFor(() => {
      const found = root.querySelector<HTMLElement>(
        '[data-titanium="parse-failure"]',
      );
      expect(found).not.toBeNull();
      return found!;
    });
    expect(notice).toHaveTextContent(
      'The commands on this page could not be checked: Failed to fetch',
    );
    broken = false;
    await userEvent.click(within(notice).getByRole('button'));
    await waitFor(() => expect(strips()).toHaveLength(1));
    expect(root.querySelector('[data-titanium="parse-failure"]')).toBeNull();
  });
});
