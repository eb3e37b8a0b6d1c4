import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { main } from './main';

let directory: string;
let before: string;

beforeEach(() => {
  before = process.cwd();
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'titanium-check-'));
  process.chdir(directory);
});

afterEach(() => {
  process.chdir(before);
  fs.rmSync(directory, { recursive: true });
});

function write(name: string, text: string) {
  fs.mkdirSync(path.dirname(name), { recursive: true });
  fs.writeFileSync(name, text);
}

function run(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const code = main(args, {
    print: text => {
      stdout += text;
    },
    tell: text => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}

const PAGE = `# Restart

\`\`\`bash
# look first
kubectl get pods -n prod -l app=web | grep -v Running
kubectl rollout restart deploy/web -n <namespace>
\`\`\`

1. Then:

    \`\`\`logql
    {namespace="prod"} |= "error"
    \`\`\`
`;

describe('titanium check', () => {
  it('warns of what is known to be wrong, and says how it should be', () => {
    write(
      'a.md',
      '```bash\nkubectl set image deploy/web app=a:1 -n prod --record\n```\n',
    );
    const { code, stdout } = run('check', 'a.md');
    expect(code).toBe(0);
    expect(stdout).toContain('warning (record-flag): --record is deprecated');
    expect(stdout).toMatch(
      / better: kubectl set image deploy\/web app=a:1 -n prod\n/,
    );
    expect(stdout).toMatch(/1 change; 1 warning\n$/);
    const json = JSON.parse(run('check', 'a.md', '--json').stdout);
    expect(json.files[0].blocks[0].statements[0].lints).toEqual([
      {
        code: 'record-flag',
        message: expect.stringContaining('deprecated'),
        correction: 'kubectl set image deploy/web app=a:1 -n prod',
      },
    ]);
  });

  it('reports for programs, in the promised shape', () => {
    write('docs/a.md', PAGE);
    const { code, stdout } = run('check', 'docs', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          path: 'docs/a.md',
          blocks: [
            {
              line: 3,
              language: 'bash',
              statements: [
                {
                  line: 5,
                  text: 'kubectl get pods -n prod -l app=web | grep -v Running',
                  verdict: 'read',
                  action: 'kubernetes.get',
                  input: {
                    cluster: null,
                    namespace: 'prod',
                    allNamespaces: false,
                    kinds: ['pod'],
                    names: [],
                    labelSelector: 'app=web',
                    fieldSelector: null,
                    output: 'table',
                    jsonpath: null,
                    sortBy: null,
                  },
                  target: {
                    cluster: null,
                    namespace: 'prod',
                    kind: 'pod',
                    name: null,
                    selector: 'app=web',
                    allNamespaces: false,
                  },
                  verb: 'kubectl get',
                  placeholders: [],
                  filters: [{ name: 'grep', args: ['-v', '-e', 'Running'] }],
                  reason: null,
                },
                {
                  line: 6,
                  text: 'kubectl rollout restart deploy/web -n <namespace>',
                  verdict: 'change',
                  action: 'kubernetes.workload.restart',
                  input: {
                    cluster: null,
                    namespace: '<namespace>',
                    kind: 'deployment',
                    name: 'web',
                  },
                  target: {
                    cluster: null,
                    namespace: null,
                    kind: 'deployment',
                    name: 'web',
                    selector: null,
                    allNamespaces: false,
                  },
                  verb: 'kubectl rollout restart',
                  placeholders: [{ text: '<namespace>', type: 'namespace' }],
                  filters: [],
                  reason: null,
                },
              ],
            },
            {
              line: 11,
              language: 'logql',
              statements: [
                expect.objectContaining({
                  line: 12,
                  text: '{namespace="prod"} |= "error"',
                  verdict: 'read',
                  action: 'loki.query',
                }),
              ],
            },
          ],
        },
      ],
    });
  });

  it('reports for people, with the lines of the file', () => {
    write(
      'a.md',
      '```bash\nkubectl get pods -namespace=prod\n```\n\n```\nkubectl exec -it x -n p -- sh\n```\n',
    );
    const { code, stdout } = run('check', 'a.md');
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'a.md:2  refuse   kubectl get pods -namespace=prod',
      '                 at -namespace=prod',
      '                 -namespace has one dash only: write --namespace.',
      'a.md:6  session  kubectl exec -it x -n p -- sh',
      expect.stringContaining('opens no shell'),
      '1 file: 1 session, 1 refuse',
      '',
    ]);
  });

  it('shows nothing that a terminal would obey', () => {
    write('a.md', '```bash\nkubectl get pods \u001b[2J\u202e\n```\n');
    const { stdout } = run('check', 'a.md');
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it('reads folders, scripts and files by name', () => {
    write('docs/b/c.markdown', '```sh\nkubectl get pods -n a\n```');
    write('docs/a.md', 'text');
    write('docs/run.sh', '#!/bin/bash\nNS=a\nkubectl get pods -n $NS\n');
    write('docs/x.yaml', 'a: b');
    write('docs/.hidden/a.md', '```sh\nkubectl gte pods\n```');
    write('docs/node_modules/a/README.md', '```sh\nkubectl gte pods\n```');
    write('notes.txt', '```bash\nkubectl top nodes\n```');
    const { code, stdout } = run('check', 'docs', 'notes.txt', '--json');
    const { files } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(files.map((file: { path: string }) => file.path)).toEqual([
      'docs/a.md',
      'docs/b/c.markdown',
      'docs/run.sh',
      'notes.txt',
    ]);
    expect(files[2].blocks[0].statements[1]).toMatchObject({
      line: 3,
      input: { namespace: 'a' },
    });
    expect(files[0].blocks).toEqual([]);
  });

  it.each([
    [[]],
    [['check']],
    [['check', '--json']],
    [['check', 'missing.md']],
    [['check', '--jsno', 'a.md']],
    [['chek', 'a.md']],
  ])('explains itself to %j', args => {
    const { code, stdout, stderr } = run(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: titanium check');
  });

  it('helps', () => {
    expect(run('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Exit code'),
    });
  });
});
