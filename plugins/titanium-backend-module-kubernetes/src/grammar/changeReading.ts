import {
  CommandReading,
  Reason,
  reasonOf,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { NamedTarget } from './targets';

const NO_NAMESPACE = worded(
  'namespaces.none',
  'The command names no namespace: choose the one it is meant for.',
);

type Fields = NonNullable<CommandReading['input']>;

export interface ChangeOptions {
  /** False where the action knows its kind. */
  kindInInput?: boolean;
  /** True where the object belongs to no namespace. */
  clusterScoped?: boolean;
  /** Set where fields of the input are null until a form fills them; what the form is for. */
  form?: string | Reason;
  uses?: CommandReading['uses'];
}

/**
 * A change of one named object. Without a namespace it is a form: a person chooses, nothing is assumed. Fields that are
 * null because a form fills them make it one, too.
 */
export function changeReading(
  call: Call,
  action: string,
  target: Partial<NamedTarget>,
  fields: Fields,
  options: ChangeOptions = {},
): CommandReading {
  const { kindInInput = true, clusterScoped = false, form, uses } = options;
  const { namespace, open } = clusterScoped
    ? { namespace: null, open: false }
    : call.changeNamespace();
  const cluster = call.cluster();
  const { kind = null, name = null } = target;
  return call.result({
    verdict: open || form !== undefined ? 'form' : 'change',
    action,
    input: {
      cluster,
      namespace,
      ...(kindInInput && kind !== null ? { kind } : {}),
      ...(name !== null ? { name } : {}),
      ...fields,
    },
    target: {
      cluster,
      namespace: namespace === '<namespace>' ? null : namespace,
      kind,
      name,
      selector: null,
      allNamespaces: false,
    },
    ...(open || form !== undefined
      ? reasonOf(open ? NO_NAMESPACE : form!)
      : {}),
    ...(uses ? { uses } : {}),
  });
}
