import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  blockLints,
  checkPlaceholderValue,
  GrammarContext,
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
  LintRule,
  lintText,
  ParsedStatement,
  ParseRequest,
  ParseResponse,
  placesOf,
  readBlock,
  readSource,
  ServerStatement,
  sqlLints,
  StatementSource,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Caller } from '../authorization/caller';
import { stepHash } from '../documents/stepHash';
import { CallerCatalog } from '../entities/CallerCatalog';
import { coded, invalid, TransportError } from '../errors';
import { Registry } from '../registry/Registry';

const MAX_BLOCKS = 10_000;
const MAX_BLOCK_CHARACTERS = 1024 * 1024;
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** Where a page's steps are aimed by default. Chooses defaults, never rights. */
export interface StatementPlace {
  entityRef?: string;
  documentRef?: string;
}

interface Defaults {
  cluster?: string;
  namespace?: string;
}

type Source = Pick<StatementSource, 'text' | 'language' | 'values'>;

/** Reads text with the grammars of the installed modules. Nothing of the text is ever executed. */
export class ParseService {
  constructor(
    private readonly deps: { registry: Registry; catalog: CallerCatalog },
  ) {}

  /** All statements of a page's blocks. */
  async parse(caller: Caller, request: ParseRequest): Promise<ParseResponse> {
    checkCaps(request.blocks);
    const defaults = defaultsOf(await this.entityOf(caller, request));
    return {
      blocks: request.blocks.map(({ id, heading, ...source }) => ({
        id,
        statements: this.#advise(source, this.#read(source, defaults)).map(
          statement => ({
            ...statement,
            stepHash: stepHash(statement.text, heading),
          }),
        ),
      })),
    };
  }

  /** The statements of a block as written, whatever they say. */
  textsOf(block: Pick<Source, 'text' | 'language'>): string[] {
    return this.#readWith(block, {}).map(({ text }) => text);
  }

  /** The one statement of a source as far as it can be read, with those values that fit their placeholders. */
  partial(
    source: StatementSource,
    entity: Entity | undefined,
  ): ServerStatement {
    checkCaps([{ id: '', text: source.text }]);
    const defaults = defaultsOf(entity);
    const { text, language } = source;
    const [open, ...others] = this.#read({ text, language }, defaults);
    if (!open || others.length) {
      throw coded(
        new InputError('Statements are read one by one'),
        'statement-refused',
      );
    }
    const values = Object.fromEntries(
      open.placeholders.flatMap(placeholder => {
        const value = source.values?.[placeholder.text];
        const fits = value && !checkPlaceholderValue(placeholder.type, value);
        return fits ? [[placeholder.text, value]] : [];
      }),
    );
    const [filled] = this.#read({ text, language, values }, defaults);
    return { ...filled, placeholders: open.placeholders };
  }

  /**
   * The one statement, complete with its values, each checked, and of the given kind; a change may be one that a form
   * completes.
   */
  complete(
    source: StatementSource,
    entity: Entity | undefined,
    verdict: 'read' | 'change',
  ): ServerStatement {
    checkCaps([{ id: '', text: source.text }]);
    const defaults = defaultsOf(entity);
    const forms = verdict === 'change';
    const reading = readSource(source, { ...this.#grammars(defaults), forms });
    if (!reading.ok) {
      throw coded(new InputError(reading.message), reading.code);
    }
    const { statement } = reading;
    if (
      statement.verdict !== verdict &&
      !(forms && statement.verdict === 'form')
    ) {
      throw coded(
        new InputError(
          verdict === 'read'
            ? 'This changes something; it needs a plan'
            : 'This changes nothing; it needs no plan',
        ),
        'statement-refused',
      );
    }
    const bare = readSource(source, { ...this.#grammars({}), forms });
    return {
      ...statement,
      ...this.#describe(statement),
      defaults: defaultsUsed(
        statement,
        bare.ok ? bare.statement : undefined,
        defaults,
      ),
    };
  }

  /** The entity that gives defaults, when the person may see it. */
  async entityOf(
    caller: Caller,
    place: StatementPlace,
  ): Promise<Entity | undefined> {
    const refs = [place.entityRef, place.documentRef].filter(
      (ref): ref is string => !!ref,
    );
    const found = await this.deps.catalog.findAll(caller, refs);
    return refs.map(ref => found.get(ref)).find(entity => entity);
  }

  /** What a page says beside its statements: known mistakes, and where sessions are replaced. */
  #advise(source: Source, statements: ServerStatement[]): ServerStatement[] {
    const { commands } = this.deps.registry;
    const rules: LintRule[] = [
      ...blockLints,
      ...sqlLints,
      ...commands.flatMap(({ grammar }) => grammar.lints ?? []),
    ];
    const { language } = source;
    if (statements.length === 0) {
      // A manifest holds no statement, and may be wrong all the same.
      const lints = lintText({ text: source.text, language }, rules);
      return lints.length > 0 ? [proseOf(source.text, lints)] : [];
    }
    return statements.map(statement => ({
      ...statement,
      lints: lintText(
        { text: statement.text, block: source.text, language, statement },
        rules,
      ),
      places: placesOf(statement),
    }));
  }

  #read(source: Source, defaults: Defaults): ServerStatement[] {
    const statements = this.#readWith(source, defaults);
    const usesDefaults =
      (defaults.cluster || defaults.namespace) &&
      statements.some(({ target }) => target);
    const bare = usesDefaults ? this.#readWith(source, {}) : statements;
    return statements.map((statement, index) => ({
      ...statement,
      ...this.#describe(statement),
      defaults: defaultsUsed(statement, bare[index], defaults),
    }));
  }

  #readWith(source: Source, defaults: Defaults): ParsedStatement[] {
    return readBlock(source.text, {
      ...this.#grammars(defaults),
      language: source.language,
      values: source.values,
    });
  }

  #grammars(defaults: Defaults) {
    const { registry } = this.deps;
    const { commands, queries } = registry;
    return {
      offers: (action: string) =>
        Boolean(registry.findAction(action) ?? registry.findRead(action)),
      grammars: commands.map(({ grammar }) => grammar),
      queries: queries.map(({ grammar }) => grammar),
      context: (tool: string): GrammarContext => {
        const command = commands.find(({ grammar }) => grammar.tool === tool);
        const query = queries.find(({ grammar }) => grammar.language === tool);
        const clusters = (command ?? query)?.clusters() ?? [];
        const cluster = [defaults.cluster, only(clusters)].find(
          name => name !== undefined && clusters.includes(name),
        );
        return {
          clusters,
          cluster,
          namespace: defaults.namespace,
          resources: cluster ? command?.resources?.(cluster) : undefined,
        };
      },
    };
  }

  #describe({
    action,
  }: ParsedStatement): Pick<ServerStatement, 'title' | 'risk'> {
    const { registry } = this.deps;
    const change = action === null ? undefined : registry.findAction(action);
    if (change) {
      return { title: change.title, risk: change.risk };
    }
    const read = action === null ? undefined : registry.findRead(action);
    return { title: read?.title ?? null, risk: read ? 'read' : null };
  }
}

/** A block without statements, to say something about. */
function proseOf(
  text: string,
  lints: ServerStatement['lints'],
): ServerStatement {
  return {
    line: 1,
    text: text.trim().split('\n', 1)[0].slice(0, 80),
    verdict: 'prose',
    verb: null,
    action: null,
    input: null,
    target: null,
    placeholders: [],
    filters: [],
    reason: null,
    position: null,
    title: null,
    risk: null,
    defaults: {},
    lints,
  };
}

function defaultsOf(entity: Entity | undefined): Defaults {
  const annotations = entity?.metadata.annotations ?? {};
  return {
    cluster: annotations[KUBERNETES_CLUSTER_ANNOTATION],
    namespace: annotations[KUBERNETES_NAMESPACE_ANNOTATION],
  };
}

/** A default was used where reading without it aims elsewhere. */
function defaultsUsed(
  statement: ParsedStatement,
  bare: ParsedStatement | undefined,
  defaults: Defaults,
): ServerStatement['defaults'] {
  const used: ServerStatement['defaults'] = {};
  for (const key of ['cluster', 'namespace'] as const) {
    const value = defaults[key];
    if (
      value !== undefined &&
      statement.target?.[key] === value &&
      bare?.target?.[key] !== value
    ) {
      used[key] = value;
    }
  }
  return used;
}

function checkCaps(blocks: ParseRequest['blocks']) {
  if (blocks.length > MAX_BLOCKS) {
    throw new TransportError(413, `More than ${MAX_BLOCKS} blocks`);
  }
  let total = 0;
  for (const { id, text } of blocks) {
    total += text.length;
    if (text.length > MAX_BLOCK_CHARACTERS || total > MAX_CHARACTERS) {
      throw new TransportError(
        413,
        'The text is too long: at most 1 MB a block and 4 MB in all',
      );
    }
    if (id.length > 200) {
      throw invalid('A block id is too long');
    }
  }
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}
