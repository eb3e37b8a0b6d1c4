import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Person, startPortal, TestPortal } from '../__testUtils__/backend';

/** An agent, speaking MCP over HTTP as any other would, with a person's token. */
async function agentOf(portal: TestPortal, person: Person) {
  const client = new Client({ name: 'test-agent', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(
      new URL(portal.url.replace('/api/titanium', '/api/mcp-actions/v1')),
      { requestInit: { headers: { authorization: portal.header(person) } } },
    ),
  );
  return {
    tools: async () => (await client.listTools()).tools,
    /** The answer, as the text that a model is given. */
    call: async (tool: string, input: Record<string, unknown>) => {
      const { content, isError } = await client.callTool({
        name: `titanium.${tool}`,
        arguments: input,
      });
      const [{ text }] = content as { text: string }[];
      return { text, isError: isError === true };
    },
    close: () => client.close(),
  };
}

/** The JSON in what a model is given. */
const jsonOf = (text: string) =>
  JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));

describe('an agent over MCP', () => {
  let portal: TestPortal;
  let agent: Awaited<ReturnType<typeof agentOf>>;
  beforeAll(async () => {
    portal = await startPortal({
      registry: [
        actionsServiceFactory,
        actionsRegistryServiceFactory,
        mcpPlugin,
      ],
    });
    agent = await agentOf(portal, 'developer');
  });
  afterAll(async () => {
    await agent?.close();
    await portal?.stop();
  });

  it('finds reading, planning and looking, and nothing that changes', async () => {
    const tools = await agent.tools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'titanium.get-run',
      'titanium.plan',
      'titanium.read',
    ]);
    expect(
      tools.every(({ annotations }) => annotations?.destructiveHint === false),
    ).toBe(true);
  });

  it('reads with the rights of its person', async () => {
    const read = await agent.call('read', {
      statement: 'fakectl get blog -n prod',
    });
    expect(jsonOf(read.text).result).toMatchObject({ text: 'size 2' });
    const refused = await agent.call('read', {
      statement: 'fakectl get thing -n elsewhere',
    });
    expect(refused.isError).toBe(true);
    expect(refused.text).toMatch(/only platform-operators may read it/);
  });

  it('plans, and a person confirms under the link', async () => {
    const { text } = await agent.call('plan', {
      statement: 'fakectl resize blog -n prod --size=3',
    });
    const planned = jsonOf(text);
    expect(planned).toMatchObject({
      allowed: true,
      link: `http://portal.example/titanium/plans/${planned.planId}`,
    });
    expect(portal.platform.writes).toEqual([]);
    const { body: plan } = await portal.get(
      'developer',
      `/plans/${planned.planId}`,
    );
    expect(plan).toMatchObject({
      requester: 'user:default/developer',
      origin: { type: 'actions-registry' },
    });
    const { body } = await portal.run('developer', plan);
    await portal.ended('developer', body.id);
    const run = await agent.call('get-run', { runId: body.id });
    expect(jsonOf(run.text)).toMatchObject({
      state: 'succeeded',
      steps: [{ state: 'succeeded', error: null }],
    });
  });

  it('plans what its person may not do, with the reason', async () => {
    const { text } = await agent.call('plan', {
      statement: 'fakectl resize gateway -n prod --size=3',
    });
    expect(jsonOf(text)).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('owned by core-team'),
    });
  });

  it('is told what is wrong with a statement', async () => {
    const { text, isError } = await agent.call('plan', {
      statement: 'rm -rf /',
    });
    expect(isError).toBe(true);
    expect(text).toMatch(/InputError: This runs on your own machine/);
  });

  it('has no tool that starts, approves, cancels or takes back', async () => {
    for (const tool of ['run', 'approve', 'cancel', 'undo']) {
      const { isError } = await agent.call(tool, {});
      expect(isError).toBe(true);
    }
  });
});
