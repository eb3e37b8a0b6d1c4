import fs from 'node:fs';
import path from 'node:path';
import { lastLines } from './children.mjs';
import { SetupError } from './say.mjs';

const patience = 60_000;

function flags(data, options) {
  const args = ['start', '--data', data];
  const add = (flag, value) =>
    value !== undefined && args.push(flag, String(value));
  const { portal, ...ports } = options.ports;
  for (const [name, port] of Object.entries(ports)) {
    add(`--${name}-port`, port);
  }
  add('--speed', options.speed);
  add('--pods', options.pods);
  if (options.fresh) {
    args.push('--fresh');
  }
  return args;
}

function readyLine(line) {
  try {
    const message = JSON.parse(line);
    return message.ready ? message : undefined;
  } catch {
    return undefined;
  }
}

/** What the back end needs to know of the sandbox, as the environment app-config.sandbox.yaml reads. */
function environment(data, urls) {
  const directory = path.join(data, 'sandbox');
  const read = name =>
    JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8'));
  const secrets = read('secrets.json');
  const endpoints = read('endpoints.json');
  return {
    TITANIUM_SANDBOX_KUBERNETES_URL: urls.kubernetes,
    TITANIUM_SANDBOX_OIDC_URL: urls.oidc,
    TITANIUM_SANDBOX_PROMETHEUS_URL: urls.prometheus,
    TITANIUM_SANDBOX_ALERTMANAGER_URL: urls.alertmanager,
    TITANIUM_SANDBOX_LOKI_URL: urls.loki,
    TITANIUM_SANDBOX_GRAFANA_URL: urls.grafana,
    TITANIUM_SANDBOX_ARGOCD_URL: urls.argocd,
    TITANIUM_SANDBOX_GITEA_URL: urls.gitea,
    TITANIUM_SANDBOX_GITEA_HOST: new URL(urls.gitea).host,
    TITANIUM_SANDBOX_GRAFANA_TOKEN: secrets.platforms.grafana,
    TITANIUM_SANDBOX_ARGOCD_TOKEN: secrets.platforms.argocd,
    TITANIUM_SANDBOX_GITEA_TOKEN: secrets.platforms.gitea,
    TITANIUM_SANDBOX_OIDC_CLIENT_ID: secrets.oidc.clientId,
    TITANIUM_SANDBOX_OIDC_CLIENT_SECRET: secrets.oidc.clientSecret,
    TITANIUM_SANDBOX_READER_TOKEN: secrets.kubernetes.reader,
    TITANIUM_SANDBOX_ACTOR_TOKEN: secrets.kubernetes.actor,
    TITANIUM_SANDBOX_CA: endpoints.kubernetes.caData,
  };
}

/** Starts the sandbox; resolves, once its servers listen, to the environment that leads the back end to them. */
export async function startSandbox(children, data, options) {
  let urls;
  let ready;
  const listening = new Promise(resolve => {
    ready = resolve;
  });
  const running = children.start({
    name: 'sandbox',
    entry: 'packages/sandbox/src/cli.ts',
    args: flags(data, options),
    env: { TITANIUM_PORTAL_URL: options.url },
    onLine(line) {
      const message = urls ? undefined : readyLine(line);
      if (message) {
        urls = message.urls;
        ready('ready');
      }
    },
  });
  let timer;
  const late = new Promise(resolve => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  const outcome = await Promise.race([
    listening,
    running.exited.then(() => 'ended'),
    late,
  ]);
  clearTimeout(timer);
  if (outcome !== 'ready') {
    throw new SetupError(
      `The sandbox ${
        outcome === 'late' ? 'did not start in time' : 'stopped while starting'
      }:\n${lastLines(running.log)}`,
      `All of its output: ${running.log}\nA new World may help: npm start -- --fresh`,
    );
  }
  return environment(data, urls);
}
