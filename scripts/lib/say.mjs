// Under another Node the script begins anew; the wait of the person does not.
const started = Number(process.env.TITANIUM_BEGAN) || Date.now();
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text;

/** A failure that a person can act on: what failed, and what to do. Printed without a stack trace. */
export class SetupError extends Error {
  constructor(what, advice) {
    super(what);
    this.name = 'SetupError';
    this.advice = advice;
  }
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

export function warn(text) {
  process.stderr.write(`${paint(33, '!')} ${text}\n`);
}

/**
 * Runs a step and shows that it is running: a line at its start, the elapsed time every ten seconds, a line at its end.
 */
export async function step(title, work) {
  const begin = Date.now();
  const elapsed = () => `${((Date.now() - begin) / 1000).toFixed(1)} s`;
  say(`${paint(36, '…')} ${title}`);
  const ticker = setInterval(
    () => say(`  still at it: ${title} (${elapsed()})`),
    10_000,
  );
  try {
    const result = await work();
    say(`${paint(32, '✔')} ${title} (${elapsed()})`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}

/** Prints a failure and returns the exit code. */
export function explain(error) {
  if (error instanceof SetupError) {
    process.stderr.write(`\n${paint(31, '✘')} ${error.message}\n`);
    if (error.advice) {
      process.stderr.write(`  ${error.advice.replaceAll('\n', '\n  ')}\n`);
    }
  } else {
    process.stderr.write(`\n${paint(31, '✘')} ${error?.stack ?? error}\n`);
  }
  return 1;
}

/** Milliseconds since the command was given. */
export const sinceStart = () => Date.now() - started;

export const began = started;
