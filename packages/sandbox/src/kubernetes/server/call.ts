import { IncomingMessage, ServerResponse } from 'node:http';
import { World } from '../../world/types';
import { TokenAuthenticator } from '../auth/authenticate';
import { Authorizer } from '../auth/authorize';
import { User } from '../auth/users';
import { RequestInfo } from '../request/path';
import { Registry } from '../resources/registry';
import { ResourceType } from '../resources/types';
import { WatchHubs } from '../watch/hub';

/** What all requests share. */
export interface ApiState {
  world: World;
  registry: Registry;
  authenticator: TokenAuthenticator;
  authorizer: Authorizer;
  hubs: WatchHubs;
  /** Address the server is reached at. */
  url: string;
  /** Wall milliseconds between the bookmarks of a watch. */
  bookmarkIntervalMs: number;
}

/** One request of a known user. */
export interface Call {
  api: ApiState;
  request: IncomingMessage;
  response: ServerResponse;
  info: RequestInfo;
  query: URLSearchParams;
  user: User;
  /** Texts for `Warning` headers. */
  warnings: string[];
}

/** A request for a resource type the server has. */
export interface ResourceCall extends Call {
  type: ResourceType;
}

/** What a verb answers; `undefined` when it has written the response itself. */
export interface Answer {
  code: number;
  body: object;
  /** Set when `body` is an object or list of the call's type, which the server may show as a Table. */
  convertible?: boolean;
}

export type Verb = (
  call: ResourceCall,
) => Answer | undefined | Promise<Answer | undefined>;
