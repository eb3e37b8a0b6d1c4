import { JsonValue } from '@backstage/types';
import {
  Document,
  isAlias,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  Node,
  Pair,
  parseAllDocuments,
  visit,
} from 'yaml';
import { readScalar } from './scalars';
import { YamlPosition, YamlRefusal } from './YamlRefusal';

/** Longer manifests are not pasted by hand, and each is kept with its plan. */
export const MOST_CHARACTERS = 256 * 1024;
export const MOST_DOCUMENTS = 20;
const MOST_ALIASES = 100;
const MOST_VALUES = 20_000;
const MOST_DEPTH = 50;

/** One document of a manifest, as plain JSON. */
export interface YamlDocument {
  value: JsonValue;
  position: YamlPosition;
}

type Locate = (node: unknown) => YamlPosition | undefined;

function checkKey(pair: Pair, seen: Set<string>, locate: Locate) {
  const { key } = pair;
  const at = locate(key);
  if (!isScalar(key) || typeof key.value !== 'string') {
    throw new YamlRefusal('a key must be a text; put it in quotes', at);
  }
  const reading = readScalar(key);
  if (!reading.ok) {
    throw new YamlRefusal(reading.reason, at);
  }
  if (key.value === '<<') {
    throw new YamlRefusal(
      'merge keys (<<) are not read here; write the fields out',
      at,
    );
  }
  if (key.value === '__proto__') {
    throw new YamlRefusal('this is not the name of a field', at);
  }
  if (seen.has(key.value)) {
    throw new YamlRefusal('Map keys must be unique', at);
  }
  seen.add(key.value);
}

/** Refuses what other readers of YAML may read differently, and puts numbers in as kubectl reads them. */
function normalise(document: Document, locate: Locate) {
  let seen = 0;
  visit(document, {
    Node(key, node, path) {
      seen += 1;
      if (seen > MOST_VALUES || path.length > MOST_DEPTH * 2) {
        throw new YamlRefusal(
          'the manifest is too deep or has too many values',
        );
      }
      if (!isAlias(node) && (node as Node & { tag?: string }).tag) {
        throw new YamlRefusal(
          'tags (!...) are not read here; write the value itself',
          locate(node),
        );
      }
      if (isScalar(node) && key !== 'key') {
        const reading = readScalar(node);
        if (!reading.ok) {
          throw new YamlRefusal(reading.reason, locate(node));
        }
        node.value = reading.value;
      }
    },
    Map(_key, map) {
      const keys = new Set<string>();
      for (const pair of map.items) {
        if (isPair(pair)) checkKey(pair, keys, locate);
      }
    },
  });
}

/** Aliases make little text into many values: what is counted is what they stand for. */
function countValues(value: JsonValue | undefined, depth = 0): number {
  if (depth > MOST_DEPTH) {
    throw new YamlRefusal('the manifest is nested too deeply');
  }
  if (typeof value !== 'object' || value === null) {
    return 1;
  }
  let count = 1;
  for (const item of Object.values(value)) {
    count += countValues(item, depth + 1);
    if (count > MOST_VALUES) {
      throw new YamlRefusal('the manifest has too many values');
    }
  }
  return count;
}

/**
 * Reads YAML (and JSON, which is YAML) as kubectl does, within caps. Whatever kubectl and other readers understand
 * differently is refused with its position. Empty documents are left out.
 */
export function readYaml(text: string): YamlDocument[] {
  if (text.length > MOST_CHARACTERS) {
    throw new YamlRefusal(
      `the manifest is too long: at most ${MOST_CHARACTERS / 1024} KiB`,
    );
  }
  const lines = new LineCounter();
  const at = (offset: number): YamlPosition => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const locate: Locate = node =>
    isNode(node) && node.range ? at(node.range[0]) : undefined;
  try {
    const parsed = parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      // Compares each key with all others; checkKey does the same in linear time.
      uniqueKeys: false,
      strict: true,
      prettyErrors: false,
      lineCounter: lines,
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    if (documents.length > MOST_DOCUMENTS) {
      throw new YamlRefusal(
        `the manifest has more than ${MOST_DOCUMENTS} documents`,
      );
    }
    return documents.flatMap(document => {
      const [problem] = [...document.errors, ...document.warnings];
      if (problem) {
        throw new YamlRefusal(problem.message, at(problem.pos[0]));
      }
      normalise(document, locate);
      const value = document.toJS({
        maxAliasCount: MOST_ALIASES,
      }) as JsonValue | undefined;
      countValues(value);
      if (value === null || value === undefined) {
        return [];
      }
      const position = locate(document.contents) ?? { line: 1, column: 1 };
      // Aliases would share objects; a copy is plain JSON.
      return [{ value: JSON.parse(JSON.stringify(value)), position }];
    });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new YamlRefusal('the manifest is nested too deeply');
    }
    if (error instanceof ReferenceError) {
      throw new YamlRefusal('its aliases stand for too many values');
    }
    throw error;
  }
}

/** True for a plain map. */
export function isRecord(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
