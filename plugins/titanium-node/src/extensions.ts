import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  CommandGrammar,
  KnownResource,
  QueryGrammar,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action, Picker, Read } from './actions/types';
import { View } from './views/types';

/** What a grammar's statements may rely on at run time. @public */
export interface CommandSupport {
  grammar: CommandGrammar;
  /** Names of the clusters commands may name; called at each parse, must answer from memory. */
  clusters(): readonly string[];
  /**
   * Resources that a cluster knows, from discovery; called at each parse, must answer from memory, undefined while
   * unknown.
   */
  resources?(cluster: string): readonly KnownResource[] | undefined;
}

/** What a query language's statements may rely on at run time. @public */
export interface QuerySupport {
  grammar: QueryGrammar;
  /** Names of the clusters that can be asked; called at each parse, must answer from memory. */
  clusters(): readonly string[];
}

/**
 * Where platform modules add what they offer. All methods are called during the module's `init`; ids must be unique,
 * a second registration of one throws.
 * @public
 */
export interface TitaniumExtensionPoint {
  addView<TParams extends JsonObject>(view: View<TParams>): void;
  addAction<TInput extends JsonObject>(action: Action<TInput>): void;
  addRead<TInput extends JsonObject>(read: Read<TInput>): void;
  addCommand(command: CommandSupport): void;
  addQueryLanguage(query: QuerySupport): void;
  addPicker(picker: Picker): void;
}

/** @public */
export const titaniumExtensionPoint =
  createExtensionPoint<TitaniumExtensionPoint>({ id: 'titanium.platforms' });
