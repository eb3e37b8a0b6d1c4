/** Waits until a condition holds, asking again each time something had a chance to happen; fails at the deadline. */
export async function until<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Not so within ${timeoutMs} ms: ${ask}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
