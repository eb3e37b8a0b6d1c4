import { MERGE_PATCH } from './__testUtils__/client';
import { useContract } from './__testUtils__/context';
import { configMap, deployment } from './__testUtils__/objects';

jest.setTimeout(120_000);

/** What the server refuses, in its own words. */
describe('Kubernetes API: validating', () => {
  const contract = useContract();
  const maps = () => `${contract().core}/configmaps`;
  const deployments = () => `${contract().apps}/deployments`;
  const message = (reply: { json: any }) => reply.json.message;

  it('handles unknown fields as the client wishes', async () => {
    const { client, namespace } = contract();
    const body = deployment(namespace, 'fields', 0);
    const wrong = { ...body, spec: { ...body.spec, replicaz: 3 } };
    const strict = await client.create(
      `${deployments()}?fieldValidation=Strict`,
      wrong,
    );
    expect(strict.json).toMatchObject({
      code: 400,
      reason: 'BadRequest',
      message:
        'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replicaz"',
    });
    const warned = await client.create(
      `${deployments()}?fieldValidation=Warn&dryRun=All`,
      wrong,
    );
    expect(warned.status).toBe(201);
    expect(warned.headers.warning).toBe(
      '299 - "unknown field \\"spec.replicaz\\""',
    );
    expect(warned.json.spec.replicaz).toBeUndefined();
    const ignored = await client.create(
      `${deployments()}?fieldValidation=Ignore&dryRun=All`,
      wrong,
    );
    expect(ignored.headers.warning).toBeUndefined();
  });

  it.each([
    [
      { replicas: '3' },
      'cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      { replicas: 3e9 },
      'cannot unmarshal number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      { paused: 'yes' },
      'cannot unmarshal string into Go struct field DeploymentSpec.spec.paused of type bool',
    ],
    [
      { replicas: [1] },
      'cannot unmarshal array into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
  ])('refuses values of the wrong type: %j', async (spec, text) => {
    const { client, namespace } = contract();
    const body = deployment(namespace, 'types');
    const reply = await client.create(deployments(), {
      ...body,
      spec: { ...body.spec, ...spec },
    });
    expect(reply.status).toBe(400);
    expect(message(reply)).toBe(
      `Deployment in version "v1" cannot be handled as a Deployment: json: ${text}`,
    );
  });

  it('validates names', async () => {
    const { client, namespace } = contract();
    const bad = await client.create(maps(), configMap(namespace, 'Not_Valid'));
    expect(bad.json).toMatchObject({
      code: 422,
      reason: 'Invalid',
      details: { causes: [{ field: 'metadata.name' }] },
    });
    expect(message(bad)).toContain(
      'ConfigMap "Not_Valid" is invalid: metadata.name: Invalid value: "Not_Valid": a lowercase RFC 1123 subdomain must consist of',
    );
    const none = await client.create(maps(), { metadata: {} });
    expect(message(none)).toBe(
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    );
    const label = await client.create(
      maps(),
      configMap(namespace, 'label', {}, { 'a b': 'c' }),
    );
    expect(label.status).toBe(422);
  });

  it('validates workloads', async () => {
    const { client, namespace } = contract();
    const body = deployment(namespace, 'invalid', -1);
    const negative = await client.create(deployments(), body);
    expect(message(negative)).toBe(
      'Deployment.apps "invalid" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
    const unmatched = await client.create(deployments(), {
      ...body,
      spec: {
        ...body.spec,
        replicas: 0,
        selector: { matchLabels: { app: 'other' } },
      },
    });
    expect(message(unmatched)).toBe(
      'Deployment.apps "invalid" is invalid: spec.template.metadata.labels: Invalid value: map[string]string{"app":"invalid"}: `selector` does not match template `labels`',
    );
    const empty = await client.create(deployments(), {
      metadata: { name: 'empty' },
    });
    expect(empty.json.details.causes.map((c: any) => c.field)).toEqual(
      expect.arrayContaining(['spec.selector', 'spec.template']),
    );
  });

  it('keeps selectors as they are', async () => {
    const { client, namespace } = contract();
    await client.create(deployments(), deployment(namespace, 'fixed', 0));
    const reply = await client.patch(`${deployments()}/fixed`, MERGE_PATCH, {
      spec: {
        selector: { matchLabels: { app: 'moved' } },
        template: { metadata: { labels: { app: 'moved' } } },
      },
    });
    expect(message(reply)).toBe(
      'Deployment.apps "fixed" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"moved"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable',
    );
  });

  it('wants the object that the path names', async () => {
    const { client, namespace } = contract();
    const kind = await client.create(maps(), deployment(namespace, 'x'));
    expect(kind.json).toMatchObject({
      code: 400,
      message:
        'the API version in the data (apps/v1) does not match the expected API version (v1)',
    });
    const place = await client.create(maps(), configMap('elsewhere', 'x'));
    expect(message(place)).toBe(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
    await client.create(maps(), configMap(namespace, 'named'));
    const name = await client.send(`${maps()}/named`, {
      method: 'PUT',
      body: configMap(namespace, 'other'),
    });
    expect(message(name)).toBe(
      'the name of the object (other) does not match the name on the URL (named)',
    );
    const nowhere = await client.create(
      '/api/v1/namespaces/nowhere/configmaps',
      configMap('nowhere', 'x'),
    );
    expect(message(nowhere)).toBe('namespaces "nowhere" not found');
  });

  it('refuses bodies it cannot read', async () => {
    const { client } = contract();
    const broken = await client.create(maps(), '{"metadata":');
    expect(broken.json).toMatchObject({ code: 400, reason: 'BadRequest' });
    const binary = await client.create(maps(), 'k8s', {
      headers: { 'content-type': 'application/vnd.kubernetes.protobuf' },
    });
    expect(binary.json).toMatchObject({
      code: 415,
      reason: 'UnsupportedMediaType',
    });
    const huge = await client.create(
      maps(),
      JSON.stringify({ data: { a: 'x'.repeat(4_000_000) } }),
    );
    expect(huge.json).toMatchObject({
      code: 413,
      reason: 'RequestEntityTooLarge',
    });
  });

  it('keeps names that look like paths apart from paths', async () => {
    const { client, core } = contract();
    const reply = await client.send(
      `${core}/pods/${encodeURIComponent('../x')}`,
    );
    expect(message(reply)).toBe('pods "../x" not found');
    const method = await client.send(`${core}/pods/x/nope`);
    expect(method.status).toBe(404);
    const verb = await client.send(`${core}/pods/x/log`, { method: 'PUT' });
    expect(verb.json).toMatchObject({
      code: 405,
      reason: 'MethodNotAllowed',
    });
  });

  it('admits what its surroundings allow', async () => {
    const { client, core } = contract();
    const pod = await client.create(`${core}/pods`, {
      metadata: { name: 'stranger' },
      spec: {
        serviceAccountName: 'nobody',
        containers: [{ name: 'a', image: 'a:1' }],
      },
    });
    expect(pod.status).toBe(403);
    expect(message(pod)).toContain('serviceaccount "nobody" not found');
    const namespace = await client.delete('/api/v1/namespaces/default');
    expect(message(namespace)).toBe(
      'namespaces "default" is forbidden: this namespace may not be deleted',
    );
    const secret = await client.create(`${core}/secrets`, {
      metadata: { name: 'garbled' },
      data: { key: 'not base64!' },
    });
    expect(message(secret)).toBe(
      'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 3',
    );
  });

  it('gives no connection to containers, and says so', async () => {
    const { client } = contract();
    const pods = '/api/v1/namespaces/titanium-prod/pods';
    const reply = await client.create(
      `${pods}/postgres-0/exec?command=date&stdout=1`,
      undefined,
    );
    expect(reply.json).toMatchObject({
      code: 400,
      reason: 'BadRequest',
      message: 'Upgrade request required',
    });
    const upgrade = await client.send(
      `${pods}/postgres-0/exec?command=date&stdout=1`,
      { headers: { connection: 'upgrade', upgrade: 'websocket' } },
    );
    expect(upgrade.status).toBe(400);
    const denied = await client.send(`${pods}/postgres-0/exec`, {
      as: 'reader',
    });
    expect(message(denied)).toBe(
      'pods "postgres-0" is forbidden: User "reader" cannot get resource "pods/exec" in API group "" in the namespace "titanium-prod"',
    );
  });
});
