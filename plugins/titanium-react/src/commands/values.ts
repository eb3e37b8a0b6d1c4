import {
  ServerStatement,
  StatementSource,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { CommandPlace } from './types';

/** What the server already knows for an open field: the namespace of the entity, asked for as `<namespace>`. */
export function presetValue(
  statement: ServerStatement,
  placeholder: string,
): string | undefined {
  const field = /^<(namespace|cluster)>$/.exec(placeholder)?.[1];
  const value = field && statement.input?.[field];
  return typeof value === 'string' && value !== placeholder ? value : undefined;
}

/** A statement with its values, as the server wants it: it parses the text again and trusts nothing else. */
export function statementSource(
  statement: ServerStatement,
  place: CommandPlace,
  values: Record<string, string>,
): StatementSource {
  const all = { ...statement.variables, ...values };
  return {
    text: statement.text,
    ...(place.language && { language: place.language }),
    ...(Object.keys(all).length > 0 && { values: all }),
    ...(place.entityRef && { entityRef: place.entityRef }),
    ...(place.documentRef && { documentRef: place.documentRef }),
    ...(place.path && { path: place.path }),
  };
}
