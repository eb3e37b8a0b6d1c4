import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Sandbox, startSandbox } from '../../sandbox';
import { kustomizeBuild, OVERLAY, repositoryOf, textOf } from '../../world/git';

jest.setTimeout(60_000);

const BLOG = '/api/v1/repos/titanium-portal/prod-blog-service';

describe('the Git platform', () => {
  let sandbox: Sandbox;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'gitea-'));
    sandbox = await startSandbox({
      dataDir,
      freePorts: true,
      platforms: ['gitea'],
      seed: 'gitea',
    });
  });
  afterAll(async () => {
    await sandbox?.close();
    rmSync(dataDir, { recursive: true });
  });

  async function get(path: string, authorization?: string) {
    const response = await fetch(`${sandbox.urls.gitea}${path}`, {
      redirect: 'error',
      headers: authorization ? { authorization } : {},
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text,
    };
  }
  const token = () => `token ${sandbox.tokens.gitea}`;
  const blog = () => sandbox.world.git.get(repositoryOf('prod-blog-service'))!;

  it('serves a file, in base64', async () => {
    const { status, body } = await get(
      `${BLOG}/contents/${OVERLAY}/hpa.yaml?ref=main`,
      token(),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'hpa.yaml',
      path: `${OVERLAY}/hpa.yaml`,
      type: 'file',
      encoding: 'base64',
      html_url: `${sandbox.urls.gitea}/titanium-portal/prod-blog-service/src/branch/main/${OVERLAY}/hpa.yaml`,
    });
    const text = Buffer.from(body.content, 'base64').toString();
    expect(body.size).toBe(Buffer.byteLength(text));
    expect(parse(text)).toMatchObject({
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'prod-blog-service-hpa' },
    });
  });

  it('lists a folder', async () => {
    const { body } = await get(`${BLOG}/contents/${OVERLAY}/`, token());
    expect(body.map(({ name }: any) => name)).toEqual(
      expect.arrayContaining(['hpa.yaml', 'kustomization.yaml']),
    );
    expect(body[0]).toMatchObject({ encoding: null, content: null });
    const { body: root } = await get(`${BLOG}/contents`, token());
    expect(root).toMatchObject([{ name: 'k8s-manifests', type: 'dir' }]);
  });

  it('has what the platform is delivered from', async () => {
    const files = blog().files(blog().head!.id);
    for (const [path, file] of Object.entries(files)) {
      const { body } = await get(`${BLOG}/contents/${path}`, token());
      const written = parse(Buffer.from(body.content, 'base64').toString());
      expect({ metadata: { name: '' }, ...written }).toEqual(file);
    }
    expect(kustomizeBuild(files, OVERLAY)).not.toHaveLength(0);
    expect(textOf(files[`${OVERLAY}/kustomization.yaml`])).toMatch(
      /^apiVersion: .*\nkind: Kustomization\nnamespace: titanium-prod\nresources:\n/,
    );
  });

  it('knows branches, tags and commits', async () => {
    const head = blog().head!;
    const { body } = await get(`${BLOG}/git/commits/main`, token());
    expect(body).toMatchObject({
      sha: head.id,
      parents: [{ sha: head.parent }],
      commit: { message: `${head.message}\n`, author: head.author },
    });
    const path = `${BLOG}/contents/${OVERLAY}/kustomization.yaml`;
    const tag = head.tags[0];
    for (const ref of ['main', head.id, tag, tag && head.id.slice(0, 8)]) {
      expect((await get(`${path}?ref=${ref}`, token())).status).toBe(200);
    }
    const old = await get(`${path}?ref=${head.parent}`, token());
    expect(old.body.sha).not.toBe((await get(path, token())).body.sha);
  });

  it.each([
    `${BLOG}/contents/nothing.yaml`,
    `${BLOG}/contents/${OVERLAY}/../../hpa.yaml`,
    `${BLOG}/contents/__proto__`,
    `${BLOG}/contents/%ff`,
    `${BLOG}/contents/${OVERLAY}/hpa.yaml?ref=other`,
    `${BLOG}/archive/main.tar.gz`,
    '/api/v1/repos/others/prod-blog-service/contents',
    '/api/v1/repos/titanium-portal/nothing/contents',
    '/api/v1/user',
  ])('has no %s', async path => {
    expect(await get(path, token())).toMatchObject({
      status: 404,
      body: { message: "The target couldn't be found." },
    });
  });

  it('refuses a token that is none, and shows others public repositories only', async () => {
    const path = `${BLOG}/contents/${OVERLAY}/hpa.yaml`;
    const basic = (password: string) =>
      `basic ${Buffer.from(`portal:${password}`).toString('base64')}`;
    for (const wrong of ['token x', 'token ', 'Digest x', basic('x')]) {
      expect((await get(path, wrong)).status).toBe(401);
    }
    expect((await get(path)).status).toBe(200);
    expect((await get(path, basic(sandbox.tokens.gitea))).status).toBe(200);
    const secret = `/titanium-portal/postgres`;
    expect((await get(`/api/v1/repos${secret}/contents`)).status).toBe(404);
    expect((await get(`/api/v1/repos${secret}/contents`, token())).status).toBe(
      200,
    );
    expect((await get(`${secret}/src/branch/main/`)).status).toBe(404);
  });

  it('has pages for people', async () => {
    const root = '/titanium-portal/prod-blog-service';
    for (const [path, text] of [
      [root, 'k8s-manifests/'],
      [`${root}/src/branch/main/`, 'k8s-manifests/'],
      [`${root}/src/branch/main/${OVERLAY}`, 'hpa.yaml'],
      [`${root}/src/branch/main/${OVERLAY}/hpa.yaml`, 'maxReplicas'],
    ]) {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      expect(body).toContain(text);
    }
    expect((await get(`${root}/src/branch/main/nothing`)).status).toBe(404);
  });

  it('changes nothing', async () => {
    const response = await fetch(`${sandbox.urls.gitea}${BLOG}/contents/a`, {
      method: 'POST',
      headers: { authorization: token() },
    });
    expect(response.status).toBe(405);
  });

  it('fails when it is made to', async () => {
    const { gitea } = sandbox.world.faults;
    gitea.forbidden = true;
    expect((await get(`${BLOG}/contents`, token())).status).toBe(403);
    gitea.forbidden = false;
  });
});
