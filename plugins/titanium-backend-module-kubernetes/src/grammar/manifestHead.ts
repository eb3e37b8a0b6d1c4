/** What says which object a manifest is. */
export interface ManifestHead {
  apiVersion: string;
  kind: string;
  name: string;
  namespace: string | null;
}

const WORD = /^[A-Za-z0-9][A-Za-z0-9./_-]{0,252}$/;
/** Words that YAML reads as something else than text. */
const NOT_TEXT =
  /^(?:[\d.+_-]+(?:e\d+)?|0[xob].*|true|false|yes|no|on|off|y|n|null)$/i;
/** Values that end with their line, or are a block below it. */
const WHOLE =
  /^(?:|[|>][-+0-9]{0,2}|\{\}|\[\]|"[^"\\]*"|'[^']*'|[A-Za-z0-9][A-Za-z0-9./_-]*)$/;
const KEY = /^([A-Za-z][A-Za-z0-9]*):(?: +(.*))?$/;

/** Values that go on below their line; anything below another one would be a part of its text. */
const OPEN = /^(?:|[|>][-+0-9]{0,2})$/;

/** A line's key and value; undefined for anything that goes on elsewhere or is not plain. */
function entryOf(line: string): [string, string] | undefined {
  const [, key, written = ''] = KEY.exec(line) ?? [];
  const value = written.replace(/(?:^| +)#.*$/, '').trimEnd();
  return key !== undefined && WHOLE.test(value) ? [key, value] : undefined;
}

function textOf(value: string | undefined): string | undefined {
  return value !== undefined && WORD.test(value) && !NOT_TEXT.test(value)
    ? value
    : undefined;
}

/** The entries of a map, or undefined when a key stands twice. */
class Entries {
  private readonly values = new Map<string, string>();
  /** Whether the last one goes on below its line. */
  open = false;

  add(line: string): boolean {
    const entry = entryOf(line);
    if (!entry || this.values.has(entry[0])) {
      return false;
    }
    this.values.set(...entry);
    this.open = OPEN.test(entry[1]);
    return true;
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  get(key: string): string | undefined {
    return this.values.get(key);
  }
}

/**
 * Reads which object a manifest is where it is written as people write it, one plain line each, without reading the
 * rest. Undefined for everything else, which is then read whole. What is written is decided when it is planned: the
 * manifest is read whole there, and must be the object named here.
 */
export function readHead(manifest: string): ManifestHead | undefined {
  const root = new Entries();
  const metadata = new Entries();
  let inMetadata = false;
  let indent = 0;
  for (const raw of manifest.split('\n')) {
    const line = raw.trimEnd();
    const depth = line.length - line.trimStart().length;
    const written = line.slice(depth);
    if (written === '' || written.startsWith('#')) {
      continue;
    }
    if (line.slice(0, depth).includes('\t')) {
      return undefined;
    }
    if (depth === 0) {
      if (!root.add(line)) {
        return undefined;
      }
      inMetadata = line.startsWith('metadata:');
      indent = 0;
    } else if (!root.open) {
      return undefined;
    } else if (inMetadata) {
      indent ||= depth;
      const fits = depth === indent ? metadata.add(written) : metadata.open;
      if (depth < indent || !fits) {
        return undefined;
      }
    }
  }
  const apiVersion = textOf(root.get('apiVersion'));
  const kind = textOf(root.get('kind'));
  const name = textOf(metadata.get('name'));
  const namespace = textOf(metadata.get('namespace'));
  const plain =
    root.get('metadata') === '' &&
    (namespace !== undefined || !metadata.has('namespace'));
  return plain && apiVersion && kind && name
    ? { apiVersion, kind, name, namespace: namespace ?? null }
    : undefined;
}
