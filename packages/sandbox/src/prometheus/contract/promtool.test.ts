import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { GROUPS } from '../rules/definitions';
import { suiteWith, runProgram } from './__testUtils__/realPrometheus';
import { Monitored, startMonitored } from './__testUtils__/target';

const { program, suite, title } = suiteWith('promtool');

/** The real promtool, as a client of the sandbox and as a reader of its rules. */
suite(title('promtool'), () => {
  let monitored: Monitored;
  let now: string;

  beforeAll(async () => {
    monitored = await startMonitored();
    now = new Date(monitored.clock.now()).toISOString();
  });
  afterAll(() => monitored.stop());

  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runProgram(program, args);
    return { code, text: `${stdout}${stderr}`.trim() };
  };

  it('asks for one moment', async () => {
    const { code, text } = await run(
      'query',
      'instant',
      `--time=${now}`,
      monitored.prometheus,
      'sum by (job) (up{job="kube-state-metrics"})',
    );
    expect(text).toMatch(/^\{job="kube-state-metrics"\} => 1 @\[/);
    expect(code).toBe(0);
  });

  it('asks for a range, series and labels', async () => {
    const { prometheus } = monitored;
    const range = await run(
      'query',
      'range',
      `--end=${now}`,
      `--start=${new Date(Date.parse(now) - 600_000).toISOString()}`,
      '--step=1m',
      prometheus,
      'count(up)',
    );
    expect(range.text.split('\n')).toHaveLength(12);
    const series = await run(
      'query',
      'series',
      '--match=kube_deployment_spec_replicas{namespace="titanium-prod"}',
      `--start=${new Date(Date.parse(now) - 60_000).toISOString()}`,
      `--end=${now}`,
      prometheus,
    );
    expect(series.text.split('\n')).toHaveLength(4);
    const labels = await run('query', 'labels', prometheus, 'severity');
    expect(labels).toEqual({ code: 0, text: '' });
  });

  it('tells what is wrong with a query', async () => {
    const { code, text } = await run(
      'query',
      'instant',
      monitored.prometheus,
      'rate(up)',
    );
    expect(code).toBe(1);
    expect(text).toContain(
      'bad_data: invalid parameter "query": 1:6: parse error: expected type range vector in call to function "rate", got instant vector',
    );
  });

  it('finds nothing wrong with the rules', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'titanium-rules-'));
    try {
      const file = join(directory, 'rules.yaml');
      await writeFile(
        file,
        stringify({
          groups: GROUPS.map(({ name, rules }) => ({
            name,
            rules: rules.map(({ alert, expr, forMs, labels, annotations }) => ({
              alert,
              expr,
              for: `${forMs / 1000}s`,
              labels,
              annotations,
            })),
          })),
        }),
      );
      const { code, text } = await run('check', 'rules', file);
      expect(text).toContain('SUCCESS: 4 rules found');
      expect(code).toBe(0);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
