import fc from 'fast-check';
import { REDACTED, redactObject, redactText } from './index';

/** Values that could not appear by chance. */
const secretValue = fc.uuid().map(uuid => `s3cr3t-${uuid.replace(/-/g, '')}`);

describe('redactObject', () => {
  it('hides all values of Secrets, wherever they repeat', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z][a-z.-]{0,20}$/), secretValue, {
          minKeys: 1,
        }),
        fc.boolean(),
        (values, inList) => {
          const secret = {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: {
              name: 'x',
              annotations: {
                'kubectl.kubernetes.io/last-applied-configuration':
                  JSON.stringify({ stringData: values }),
                plain: 'kept',
              },
              managedFields: [{ fieldsV1: values }],
            },
            data: values,
            stringData: values,
            type: 'Opaque',
          };
          const result = redactObject(
            inList ? { kind: 'SecretList', items: [secret] } : secret,
          );
          const text = JSON.stringify(result);
          Object.values(values).forEach(value =>
            expect(text).not.toContain(value),
          );
          const shown: any = inList ? (result as any).items[0] : result;
          expect(Object.keys(shown.data)).toEqual(Object.keys(values));
          expect(new Set(Object.values(shown.data))).toEqual(
            new Set([REDACTED]),
          );
          expect(shown.metadata.annotations).toEqual({ plain: 'kept' });
          expect(shown.type).toBe('Opaque');
        },
      ),
    );
  });

  it('hides variables, annotations and arguments with names of credentials at any depth', () => {
    fc.assert(
      fc.property(
        secretValue,
        fc.constantFrom(
          'DB_PASSWORD',
          'github_token',
          'API_KEY',
          'ClientSecret',
        ),
        (value, name) => {
          const container = {
            name: 'app',
            env: [
              { name, value },
              { name: 'LOG_LEVEL', value: 'debug' },
            ],
            args: [`--password=${value}`, '--token', value, '--verbose'],
          };
          const object = {
            kind: 'Deployment',
            metadata: { annotations: { [`example.com/${name}`]: value } },
            spec: {
              template: { spec: { containers: [container] } },
              jobTemplate: { spec: { initContainers: [container] } },
            },
          };
          const result = redactObject(object);
          expect(JSON.stringify(result)).not.toContain(value);
          expect(result.spec.template.spec.containers[0].env[1].value).toBe(
            'debug',
          );
          expect(result.spec.template.spec.containers[0].args[3]).toBe(
            '--verbose',
          );
          // The source is shared with others.
          expect(object.spec.template.spec.containers[0].env[0].value).toBe(
            value,
          );
        },
      ),
    );
  });

  it('keeps references to Secrets, which are names', () => {
    const env = [
      {
        name: 'DB_PASSWORD',
        valueFrom: { secretKeyRef: { name: 'db', key: 'password' } },
      },
    ];
    expect(redactObject({ env })).toEqual({ env });
  });

  it('hides credentials in ConfigMaps', () => {
    expect(
      redactObject({
        kind: 'ConfigMap',
        data: {
          DB_PASSWORD: 'x1234567',
          url: 'postgres://app:p4ssw0rd@db/app',
          level: 'info',
        },
      }),
    ).toEqual({
      kind: 'ConfigMap',
      data: {
        DB_PASSWORD: REDACTED,
        url: `postgres://app:${REDACTED}@db/app`,
        level: 'info',
      },
    });
  });

  it('survives deep and odd values', () => {
    let deep: any = { data: 'x' };
    for (let i = 0; i < 500; i += 1) deep = { deep };
    expect(() => redactObject(deep)).not.toThrow();
    expect(redactObject(null)).toBeNull();
    expect(redactObject({ kind: 'Secret', data: 'whole' })).toEqual({
      kind: 'Secret',
      data: REDACTED,
    });
  });
});

describe('redactText', () => {
  it.each([
    ['Bearer abcdefghijkl', `Bearer ${REDACTED}`],
    ['token: abcdef', `token: ${REDACTED}`],
    ['"password":"hunter2"', `"password":"${REDACTED}"`],
    ['"password": "correct horse"', `"password": "${REDACTED}"`],
    [
      '"password": "it\\"s, mine", "b": "c"',
      `"password": "${REDACTED}", "b": "c"`,
    ],
    ["PGPASSWORD='correct horse' psql", `PGPASSWORD='${REDACTED}' psql`],
    ['{\\"password\\":\\"hunter2\\"}', `{\\"password\\":\\"${REDACTED}\\"}`],
    [
      '{\\\\\\"token\\\\\\": \\\\\\"abc\\\\\\"}',
      `{\\\\\\"token\\\\\\": \\\\\\"${REDACTED}\\\\\\"}`,
    ],
    ['postgres://u:p@ss@h/d', `postgres://u:${REDACTED}@h/d`],
    ['postgres://u:p/a/ss@h/d', `postgres://u:${REDACTED}@h/d`],
    [
      'http://grafana:3000/d/x?who=a@b.example',
      'http://grafana:3000/d/x?who=a@b.example',
    ],
    ['psql postgres://u:p@h/d', `psql postgres://u:${REDACTED}@h/d`],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0aa.c2lnbmF0dXJl', REDACTED],
    ['nothing to hide here', 'nothing to hide here'],
    ['secrets "db" is forbidden', 'secrets "db" is forbidden'],
  ])('turns %j into %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('hides private keys', () => {
    const key =
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----';
    expect(redactText(`a ${key} b`)).toBe(`a ${REDACTED} b`);
  });

  it('takes linear time', () => {
    const from = Date.now();
    for (const text of [
      'password='.repeat(50_000),
      'a'.repeat(500_000),
      'eyJ'.repeat(150_000),
      'http://'.repeat(70_000),
      '-----BEGIN '.repeat(40_000),
      `--token${' '.repeat(400_000)}`,
    ]) {
      redactText(text);
    }
    expect(Date.now() - from).toBeLessThan(2_000);
  });
});
