import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Action,
  CommandSupport,
  Picker,
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
    add(this.#pickers, 'Picker', picker.type, picker);
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

  /** Names of what is installed, for pages that say "not installed". */
  get installed(): string[] {
    return [...this.#views.keys(), ...this.#commands.keys()].sort();
  }

  view(topic: string): View | undefined {
    return this.#views.get(topic);
  }

  picker(type: string): Picker | undefined {
    return this.#pickers.get(type);
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
