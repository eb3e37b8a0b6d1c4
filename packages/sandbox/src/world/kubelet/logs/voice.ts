import { Dice } from './dice';

/** What a line is about. */
export interface Moment {
  /** ISO time with milliseconds. */
  time: string;
  dice: Dice;
  pod: string;
  namespace: string;
  container: string;
  tag: string;
  /** The release answers many requests with errors. */
  failing: boolean;
  /** What is wrong with the release, if anything. */
  flaw?: string;
}

/** How a program logs. Each entry is one line, or the lines of one message. */
export interface VoiceLines {
  startup(moment: Moment): string[];
  /** Something that happens while it runs. */
  regular(moment: Moment): string | string[];
  /** Its last words before it crashes. */
  crash?(moment: Moment): string[];
  /** Its last words when it is asked to stop or has done its work. */
  end?(moment: Moment): string[];
}

export const PATHS = [
  '/api/users/me',
  '/api/users/1042',
  '/api/auth/login',
  '/api/auth/refresh',
  '/blog/api/posts',
  '/blog/api/posts/318',
  '/blog/api/posts/277/comments',
  '/blog/api/categories',
  '/health',
] as const;
export const METHODS = ['GET', 'GET', 'GET', 'GET', 'POST', 'PUT'] as const;
