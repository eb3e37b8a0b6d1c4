import { startPortal, TestPortal } from '../__testUtils__/portal';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.stop());

// eslint-disable-next-line no-script-url
const PROGRAM = 'javascript:alert(1)';
const MARKUP = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
const HOSTILE = [
  MARKUP,
  PROGRAM,
  'data:text/html,<script>alert(1)</script>',
  '\u001b]8;;javascript:alert(1)\u0007link\u001b]8;;\u0007',
  '\u001b]52;c;cm0gLXJmIC8K\u0007',
  'v1\u202egpj',
  'v1\u200b',
  'v1\rv2',
  'v\u0456',
];

const image = (name: string) => ({
  action: {
    id: 'kubernetes.workload.setImage',
    input: {
      cluster: 'titanium',
      namespace: 'titanium-prod',
      kind: 'deployment',
      name: 'prod-api-gateway-deployment',
      images: [{ container: 'api-gateway', image: name }],
    },
  },
});

describe('hostile text', () => {
  it.each(HOSTILE)('%j is refused as an image', async text => {
    for (const name of [text, `idongju/api-gateway:${text}`]) {
      const { status, code } = await portal.refused(
        'operator',
        '/plans',
        image(name),
      );
      expect([status, code]).toEqual([400, 'invalid-input']);
    }
  });

  it.each(HOSTILE)('%j is refused where a name is asked for', async text => {
    const { status } = await portal.refused('operator', '/read', {
      statement: {
        text: 'kubectl describe pod <pod-name> -n titanium-prod',
        values: { '<pod-name>': text },
      },
    });
    expect(status).toBe(400);
  });

  it('stays data in the audit where people may write what they like', async () => {
    const reason = HOSTILE.join(' ');
    const plan = await portal.plan(
      'operator',
      'kubectl scale statefulset postgres -n titanium-prod --replicas=3',
    );
    const { status } = await portal.ask('lead', `/plans/${plan.id}/reject`, {
      reason,
    });
    expect(status).toBe(200);
    const { body } = await portal.ask('operator', '/audit?event=plan.rejected');
    expect(body.rows).toHaveLength(1);
    expect(body.rows[0]).toMatchObject({
      event: 'plan.rejected',
      subject: { plan: plan.id },
      after: { reason },
    });
    const chain = await portal.ask('operator', '/audit/verify');
    expect(chain.body).toMatchObject({ rows: 2 });
    expect(chain.body.broken).toBeUndefined();
    expect(
      portal.audited.filter(({ eventId }) => eventId === 'plan-rejected'),
    ).toHaveLength(1);
  });
});
