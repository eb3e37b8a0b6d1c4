import { IncomingMessage } from 'node:http';
import { badRequest } from '../status';
import { Authorizer } from './authorize';
import { User, userNamed } from './users';

const EXTRA = 'impersonate-extra-';

function values(request: IncomingMessage, name: string): string[] {
  return request.headersDistinct[name] ?? [];
}

function extras(request: IncomingMessage): Record<string, string[]> {
  const names = Object.keys(request.headersDistinct).filter(name =>
    name.startsWith(EXTRA),
  );
  return Object.fromEntries(
    names.map(name => [
      decodeURIComponent(name.slice(EXTRA.length)),
      values(request, name),
    ]),
  );
}

/** The user the request acts as: the caller, or whom its `Impersonate-*` headers name if the caller may. */
export function impersonate(
  request: IncomingMessage,
  caller: User,
  authorizer: Authorizer,
): User {
  const [name] = values(request, 'impersonate-user');
  const groups = values(request, 'impersonate-group');
  const [uid] = values(request, 'impersonate-uid');
  const extra = extras(request);
  if (!name) {
    if (groups.length || uid || Object.keys(extra).length) {
      throw badRequest(
        `requested [{${groups.length ? 'Group' : 'UID'}  ${
          groups[0] ?? uid ?? ''
        }  authentication.k8s.io/v1  }] without impersonating a user`,
      );
    }
    return caller;
  }
  const check = (group: string, resource: string, target: string) => {
    authorizer.assert(caller, {
      verb: 'impersonate',
      group,
      resource,
      name: target,
    });
  };
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  if (account) {
    authorizer.assert(caller, {
      verb: 'impersonate',
      group: '',
      resource: 'serviceaccounts',
      namespace: account[1],
      name: account[2],
    });
  } else {
    check('', 'users', name);
  }
  groups.forEach(group => check('', 'groups', group));
  if (uid) {
    check('authentication.k8s.io', 'uids', uid);
  }
  return { ...userNamed(name, groups), uid, extra };
}
