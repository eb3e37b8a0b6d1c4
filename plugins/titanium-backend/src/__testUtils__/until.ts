/** Asks again until there is an answer; fails after ten seconds. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  milliseconds = 10_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Nothing came of it within ${milliseconds} ms`);
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
