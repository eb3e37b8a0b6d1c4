import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canInstallDebianPackages, installDebianPackages } from './debian.mjs';
import { toolchain } from './paths.mjs';
import { must, run, which } from './run.mjs';
import { SetupError, step, warn } from './say.mjs';

const requirement = 'mkdocs-techdocs-core==1.7.1';
const venv = path.join(toolchain, 'venv');
const venvBin = path.join(venv, 'bin');
const record = path.join(toolchain, 'stamps', 'mkdocs.json');

/** Whether a MkDocs can build a page with the given settings. */
async function builds(mkdocs, settings) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'titanium-mkdocs-'));
  try {
    fs.mkdirSync(path.join(directory, 'docs'));
    fs.writeFileSync(path.join(directory, 'docs', 'index.md'), '# Test\n');
    fs.writeFileSync(
      path.join(directory, 'mkdocs.yml'),
      `site_name: Test\n${settings}\n`,
    );
    const { code } = await run(mkdocs, ['build', '-q'], { cwd: directory });
    return code === 0;
  } catch {
    return false;
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

const buildsTechDocs = mkdocs => builds(mkdocs, 'plugins: [techdocs-core]');
const buildsMaterial = mkdocs =>
  builds(
    mkdocs,
    'theme: {name: material}\nmarkdown_extensions: [pymdownx.superfences]',
  );

async function fromPath() {
  const mkdocs = which('mkdocs');
  return mkdocs && (await buildsTechDocs(mkdocs))
    ? { mkdocs, techdocsCore: true }
    : undefined;
}

async function createVenv() {
  const python = which('python3') ?? which('python');
  if (!python) {
    throw new Error('no python3 on PATH');
  }
  fs.rmSync(venv, { recursive: true, force: true });
  await must('Creating a Python environment', python, ['-m', 'venv', venv]);
  await must('Fetching MkDocs', path.join(venvBin, 'pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    requirement,
  ]);
}

async function fromPythonIndex() {
  const mkdocs = path.join(venvBin, 'mkdocs');
  if (fs.existsSync(mkdocs) && (await buildsTechDocs(mkdocs))) {
    return { mkdocs, techdocsCore: true };
  }
  try {
    await step(
      'Fetching MkDocs for the documentation into .toolchain/venv',
      createVenv,
    );
  } catch (error) {
    warn(
      `MkDocs could not be fetched from the Python index: ${error.message
        .split('\n')
        .at(-1)}`,
    );
    return undefined;
  }
  return (await buildsTechDocs(mkdocs))
    ? { mkdocs, techdocsCore: true }
    : undefined;
}

async function fromDebian() {
  if (!canInstallDebianPackages()) {
    return undefined;
  }
  // With python3-venv the better way is open; without an index to fetch from, Debian's own MkDocs has to do.
  if (!which('python3')) {
    try {
      await installDebianPackages('Python', ['python3', 'python3-venv']);
      const found = await fromPythonIndex();
      if (found) {
        return found;
      }
    } catch (error) {
      warn(error.message.split('\n')[0]);
    }
  }
  await installDebianPackages('MkDocs', ['mkdocs', 'mkdocs-material']);
  const mkdocs = '/usr/bin/mkdocs';
  return (await buildsMaterial(mkdocs))
    ? { mkdocs, techdocsCore: false }
    : undefined;
}

/**
 * Finds or gets MkDocs. Resolves to its path and whether it has techdocs-core, the plugin TechDocs is normally built
 * with; without it the pages are the same but plainer. The answer is remembered in .toolchain.
 */
export async function ensureMkdocs() {
  try {
    const known = JSON.parse(fs.readFileSync(record, 'utf8'));
    if (fs.existsSync(known.mkdocs)) {
      return known;
    }
  } catch {
    // Not looked for yet.
  }
  const found =
    (await fromPath()) ?? (await fromPythonIndex()) ?? (await fromDebian());
  if (!found) {
    throw new SetupError(
      'No MkDocs for the documentation: none on PATH, none from the Python index, none from Debian.',
      `Install Python 3 with its venv module and run the command again, or: pip install ${requirement}`,
    );
  }
  fs.mkdirSync(path.dirname(record), { recursive: true });
  fs.writeFileSync(record, JSON.stringify(found));
  return found;
}
