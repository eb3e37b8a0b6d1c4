import { createHash, timingSafeEqual } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { unauthorized } from '../status';
import { tokenUser, User } from './users';

interface Entry {
  digest: Buffer;
  user: User;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Knows users by their bearer tokens. */
export class TokenAuthenticator {
  private readonly entries: Entry[];

  /** `tokens` holds one token per user name. */
  constructor(tokens: Readonly<Record<string, string>>) {
    this.entries = Object.entries(tokens).map(([name, token]) => ({
      digest: digest(token),
      user: tokenUser(name),
    }));
  }

  /** The user of a token, compared in constant time. */
  find(token: string): User | undefined {
    const wanted = digest(token);
    return this.entries.find(entry => timingSafeEqual(entry.digest, wanted))
      ?.user;
  }

  authenticate(request: IncomingMessage): User {
    const match = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '');
    const user = match && this.find(match[1]);
    if (!user) {
      throw unauthorized();
    }
    return user;
  }
}
