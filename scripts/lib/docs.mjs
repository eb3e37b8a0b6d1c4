import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { inRoot } from './paths.mjs';
import { SetupError, step } from './say.mjs';
import { hashOf, stampFile } from './stamp.mjs';

const require = createRequire(import.meta.url);

// The system whose annotation names these pages: catalog-info.yaml.
const entity = path.join('default', 'system', 'titanium');

function quietLogger() {
  const logger = {
    error() {},
    warn() {},
    info() {},
    debug() {},
    child: () => logger,
  };
  return logger;
}

/** Copies the pages: the generator rewrites mkdocs.yml where it lies. */
function stage(source, techdocsCore) {
  fs.rmSync(source, { recursive: true, force: true });
  fs.mkdirSync(source, { recursive: true });
  fs.cpSync(inRoot('docs'), path.join(source, 'docs'), { recursive: true });
  const settings = fs.readFileSync(inRoot('mkdocs.yml'), 'utf8');
  fs.writeFileSync(
    path.join(source, 'mkdocs.yml'),
    techdocsCore
      ? settings
      : settings.replace(/^( *)- techdocs-core *$/m, '$1- search'),
  );
}

async function generate({ source, target, mkdocs, techdocsCore }) {
  const { TechdocsGenerator } = require('@backstage/plugin-techdocs-node');
  const { ConfigReader } = require('@backstage/config');
  const logger = quietLogger();
  const generator = TechdocsGenerator.fromConfig(
    new ConfigReader({
      techdocs: {
        generator: {
          runIn: 'local',
          mkdocs: {
            omitTechdocsCorePlugin: !techdocsCore,
            disableExternalFonts: true,
          },
        },
      },
    }),
    { logger },
  );
  let output = '';
  const logStream = new PassThrough();
  logStream.on('data', chunk => {
    output = (output + chunk).slice(-20_000);
  });
  const previous = process.env.PATH;
  process.env.PATH = `${path.dirname(mkdocs)}${path.delimiter}${previous}`;
  try {
    await generator.run({
      inputDir: source,
      outputDir: target,
      logger,
      logStream,
    });
  } catch (error) {
    const lines = output
      .split('\n')
      .filter(line => /^(ERROR|WARNING|CRITICAL)|Error/.test(line));
    throw new SetupError(
      `The documentation could not be built: ${
        error.cause ?? error.message
      }\n${lines.slice(-10).join('\n')}`,
      'Fix the page it names in docs/ or mkdocs.yml.',
    );
  } finally {
    process.env.PATH = previous;
  }
  // techdocs-core writes the title; without it this does.
  const file = path.join(target, 'techdocs_metadata.json');
  const metadata = JSON.parse(fs.readFileSync(file, 'utf8'));
  const settings = fs.readFileSync(inRoot('mkdocs.yml'), 'utf8');
  metadata.site_name ??= /^site_name: *(.+)$/m.exec(settings)?.[1];
  metadata.site_description ??= /^site_description: *(.+)$/m.exec(
    settings,
  )?.[1];
  fs.writeFileSync(file, JSON.stringify(metadata));
}

/** Generates the documentation into `<data>/docs/site`, when the pages changed since the last time; tells whether they did. */
export async function ensureDocs(data, ensureMkdocs) {
  const directory = path.join(data, 'docs');
  const site = path.join(directory, 'site');
  const stamp = stampFile('stamp', directory);
  const pages = hashOf(['docs', 'mkdocs.yml', 'scripts/lib/docs.mjs']);
  if (stamp.matches(pages) && fs.existsSync(path.join(site, entity))) {
    return false;
  }
  const { mkdocs, techdocsCore } = await ensureMkdocs();
  await step('Generating the documentation', async () => {
    const source = path.join(directory, 'source');
    const fresh = path.join(directory, 'site.new');
    stage(source, techdocsCore);
    fs.rmSync(fresh, { recursive: true, force: true });
    await generate({
      source,
      target: path.join(fresh, entity),
      mkdocs,
      techdocsCore,
    });
    // Readers of a running portal find either the old pages or the new ones.
    const old = path.join(directory, 'site.old');
    fs.rmSync(old, { recursive: true, force: true });
    if (fs.existsSync(site)) {
      fs.renameSync(site, old);
    }
    fs.renameSync(fresh, site);
    fs.rmSync(old, { recursive: true, force: true });
  });
  stamp.write(pages);
  return true;
}
