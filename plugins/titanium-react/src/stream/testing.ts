import {
  StreamMessage,
  StreamRequest,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { StreamConnect, StreamEnvironment } from './types';

interface Opened {
  push(message: StreamMessage): void;
  fail(error: unknown): void;
  aborted: boolean;
}

/** A server and a browser that tests lead by the hand: every message, failure and moment is theirs. */
export function scriptedStream() {
  const requests: StreamRequest[] = [];
  const opened: Opened[] = [];
  let time = 1_700_000_000_000;
  let timers: { at: number; run: () => void }[] = [];
  let visible = true;
  let onVisibility = () => {};

  const connect: StreamConnect = (request, signal) => {
    requests.push(request);
    const queue: StreamMessage[] = [];
    let error: unknown;
    let ended = false;
    let wake = () => {};
    const woken = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    const connection: Opened = {
      aborted: false,
      push: message => {
        queue.push(message);
        wake();
      },
      fail: reason => {
        error = reason;
        ended = true;
        wake();
      },
    };
    opened.push(connection);
    signal.addEventListener('abort', () => {
      connection.aborted = true;
      ended = true;
      wake();
    });
    return (async function* messages() {
      for (;;) {
        while (queue.length) yield queue.shift()!;
        if (ended) {
          if (error) throw error;
          return;
        }
        await woken();
      }
    })();
  };

  const environment: StreamEnvironment = {
    now: () => time,
    random: () => 0.5,
    visible: () => visible,
    setTimer(run, milliseconds) {
      const timer = { at: time + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter(other => other !== timer);
      };
    },
    onVisibility(callback) {
      onVisibility = callback;
      return () => {};
    },
  };

  const rest = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  const advance = async (milliseconds: number) => {
    const until = time + milliseconds;
    for (;;) {
      const due = timers
        .filter(timer => timer.at <= until)
        .sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter(timer => timer !== due);
      time = Math.max(time, due.at);
      due.run();
      await rest();
    }
    time = until;
    await rest();
  };
  const current = () => opened[opened.length - 1];

  return {
    connect,
    environment,
    requests,
    now: () => time,
    aborted: () => opened.filter(connection => connection.aborted).length,
    advance,
    /** Lets debounced changes happen. */
    settle: () => advance(50),
    async send(message: StreamMessage) {
      current().push(message);
      await rest();
    },
    async fail(error: unknown) {
      current().fail(error);
      await rest();
    },
    async show(now: boolean) {
      visible = now;
      onVisibility();
      await advance(50);
    },
  };
}
