import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Action,
  CommandSupport,
  Picker,
  QuerySupport,
  Read,
  TitaniumExtensionPoint,
  View,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { coded } from '../errors';

/** What platform modules have registered. Filled during start-up, only read afterwards. */
export class Registry implements TitaniumExtensionPoint {
  readonly #views = new Map<string, View>();
  readonly #actions = new Map<string, Action>();
  readonly #reads = new Map<string, Read>();
  readonly #commands = new Map<string, CommandSupport>();
  readonly #queries = new Map<string, QuerySupport>();
  readonly #pickers = new Map<string, Picker>();

  addView<TParams extends JsonObject>(view: View<TParams>) {
    add(this.#views, 'View', view.topic, view as unknown as View);
  }

  addAction<TInput extends JsonObject>(action: Action<TInput>) {
    this.#requireFreeId(action.id);
    add(this.#actions, 'Action', action.id, action as unknown as Action);
  }

  addRead<TInput extends JsonObject>(read: Read<TInput>) {
    this.#requireFreeId(read.id);
    add(this.#reads, 'Read', read.id, read as unknown as Read);
  }

  addCommand(command: CommandSupport) {
    add(this.#commands, 'Command', command.grammar.tool, command);
  }

  addPicker(picker: Picker) {
    const { type, actionPrefix = '' } = picker;
    add(this.#pickers, 'Picker', `${type}:${actionPrefix}`, picker);
  }

  addQueryLanguage(query: QuerySupport) {
    add(this.#queries, 'Query language', query.grammar.language, query);
  }

  get actions(): Action[] {
    return [...this.#actions.values()];
  }

  get reads(): Read[] {
    return [...this.#reads.values()];
  }

  get commands(): CommandSupport[] {
    return [...this.#commands.values()];
  }

  get queries(): QuerySupport[] {
    return [...this.#queries.values()];
  }

  /** Names of what is installed, for pages that say "not installed". */
  get installed(): string[] {
    return [
      ...this.#views.keys(),
      ...this.#commands.keys(),
      ...this.#queries.keys(),
    ].sort();
  }

  view(topic: string): View | undefined {
    return this.#views.get(topic);
  }

  /** The picker for placeholders of a type in statements of an action. */
  picker(type: string, action: string | null): Picker | undefined {
    const pickers = [...this.#pickers.values()].filter(
      picker => picker.type === type,
    );
    return (
      pickers.find(
        ({ actionPrefix }) => actionPrefix && action?.startsWith(actionPrefix),
      ) ?? pickers.find(({ actionPrefix }) => !actionPrefix)
    );
  }

  findAction(id: string): Action | undefined {
    return this.#actions.get(id);
  }

  findRead(id: string): Read | undefined {
    return this.#reads.get(id);
  }

  action(id: string): Action {
    const action = this.#actions.get(id);
    if (!action) throw notInstalled(`action '${id}'`);
    return action;
  }

  read(id: string): Read {
    const read = this.#reads.get(id);
    if (!read) throw notInstalled(`read '${id}'`);
    return read;
  }

  #requireFreeId(id: string) {
    if (this.#actions.has(id) || this.#reads.has(id)) {
      throw new Error(`Titanium id '${id}' is registered twice`);
    }
  }
}

function add<T>(map: Map<string, T>, what: string, id: string, value: T) {
  if (map.has(id)) {
    throw new Error(`${what} '${id}' is registered twice`);
  }
  map.set(id, value);
}

function notInstalled(what: string) {
  return coded(
    new NotFoundError(`No installed module offers the ${what}`),
    'not-installed',
  );
}
