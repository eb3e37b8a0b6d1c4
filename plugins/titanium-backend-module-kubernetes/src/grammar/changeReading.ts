import { CommandReading } from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { NamedTarget } from './targets';

/** A change of one named object. Without a namespace it is a form: a person chooses, nothing is assumed. */
export function changeReading(
  call: Call,
  action: string,
  { kind, name }: NamedTarget,
  fields: NonNullable<CommandReading['input']>,
  options: { kindInInput?: boolean } = {},
): CommandReading {
  const { namespace, open } = call.changeNamespace();
  const cluster = call.cluster();
  const { kindInInput = true } = options;
  return call.result({
    verdict: open ? 'form' : 'change',
    action,
    input: {
      cluster,
      namespace,
      ...(kindInInput ? { kind } : {}),
      name,
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
    reason: open
      ? 'The command names no namespace: choose the one it is meant for.'
      : null,
  });
}
