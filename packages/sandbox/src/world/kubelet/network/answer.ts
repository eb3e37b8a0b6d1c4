import { KubeObject, ObjectStore } from '../../types';

/** What a container asks the network. */
export interface Question {
  store: ObjectStore;
  pod: KubeObject;
  /** The words after the program's name. */
  args: readonly string[];
  /** World milliseconds since the epoch. */
  now: number;
}

/** What a program printed, and how it ended. */
export interface Answer {
  lines: string[];
  exitCode: number;
  /** Milliseconds of World time. */
  tookMs: number;
}

/** A program that asks the network; a function of the World as it is. */
export type NetworkProgram = (question: Question) => Answer;
