import {
  lintText,
  readBlock,
  StatementLint,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { kubectlGrammar } from '../grammar';
import { kubernetesLints } from '.';

const context = { clusters: ['c'], cluster: 'c' };

/** What the rules say of a block, as the back end asks them. */
function lint(text: string, language = 'bash', namespace?: string) {
  const statements = readBlock(text, {
    language,
    grammars: [kubectlGrammar],
    context,
  });
  return statements.length === 0
    ? lintText({ text, language }, kubernetesLints)
    : statements.flatMap(statement =>
        lintText(
          {
            text: statement.text,
            block: text,
            language,
            statement: { ...statement, defaults: { namespace } },
          },
          kubernetesLints,
        ),
      );
}

const codes = (lints: StatementLint[]) => lints.map(({ code }) => code);

const ROTATION = `kubectl create secret generic postgres-secret \\
  --from-literal=POSTGRES_PASSWORD=$NEW_PASSWORD \\
  --dry-run=client -o yaml | kubectl apply -f -`;

const CRON_JOB = `apiVersion: batch/v1
kind: CronJob
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: backup
            image: postgres:15
            command: ["/bin/sh", "-c", "pg_dump -h postgres -U postgres blog_db > /backup/b.sql"]
`;

describe('texts that are known to be wrong', () => {
  it.each([
    ['secret-namespace', ROTATION],
    ['secret-rotation', ROTATION],
    [
      'get-all-backup',
      'kubectl get all -n titanium-prod -o yaml > titanium-prod-backup.yaml',
    ],
    [
      'secrets-in-clear',
      'kubectl get secrets -n titanium-prod -o yaml > secrets-backup.yaml',
    ],
    [
      'hidden-failure',
      'kubectl exec -n $NAMESPACE $POD -c postgres -- \\\n  pg_dumpall -U postgres | gzip > $BACKUP_DIR/postgres_backup_$DATE.sql.gz',
    ],
    [
      'live-restore',
      'gunzip -c postgres_backup_20251103.sql.gz | \\\nkubectl exec -i -n titanium-prod postgres-0 -c postgres -- \\\n  psql -U postgres',
    ],
    [
      'database-scale',
      'kubectl scale statefulset postgres -n titanium-prod --replicas=2',
    ],
  ])('are found: %s', (code, text) => {
    const found = lint(text).find(each => each.code === code);
    expect(found?.message).toMatch(/\.$/);
    expect(found?.correction).toBeTruthy();
    // A correction is not wrong in the same way.
    expect(codes(lint(found!.correction!))).not.toContain(code);
  });

  it('are found in manifests', () => {
    expect(codes(lint(CRON_JOB, 'yaml'))).toEqual(['cronjob-password']);
    const right = CRON_JOB.replace(
      'image: postgres:15',
      'env: [{ name: PGPASSWORD }]',
    );
    expect(lint(right, 'yaml')).toEqual([]);
  });

  it('are corrected for the service of the page', () => {
    const [found] = lint(ROTATION, 'bash', 'titanium-prod');
    expect(found.correction).toMatch(
      /^kubectl create secret generic postgres-secret -n titanium-prod /,
    );
  });

  it.each([
    'kubectl create secret generic app-token -n titanium-prod --from-literal=TOKEN=$TOKEN',
    'kubectl create secret generic app-token --namespace=titanium-prod --from-literal=TOKEN=$TOKEN',
    'kubectl get all -n titanium-prod',
    'kubectl get secrets -n titanium-prod',
    'kubectl get secrets -n titanium-prod > names.txt',
    'kubectl get configmaps -n titanium-prod -o yaml > configmaps-backup.yaml',
    'kubectl scale statefulset postgres -n titanium-prod --replicas=1',
    'kubectl scale deployment prod-user-service-deployment -n titanium-prod --replicas=3',
    'kubectl scale statefulset <name> -n titanium-prod --replicas=<n>',
    'kubectl exec -it -n titanium-prod postgres-0 -- psql -U postgres -c "SELECT count(*) FROM users;"',
    'kubectl logs -n titanium-prod postgres-0 | grep pg_dump',
  ])('are not found in %s', text => {
    expect(lint(text)).toEqual([]);
  });

  it('are looked for in linear time and never throw', () => {
    for (const piece of ['kubectl get secrets ', '> ', '| gzip ', "'\\ \n"]) {
      expect(() => lint(piece.repeat(100_000 / piece.length))).not.toThrow();
    }
  });
});
