import { upstreamStatus } from '@titanium-portal/backstage-plugin-titanium-node';

const ATTEMPTS = 5;

/**
 * Reads and checks an object, then writes with the resourceVersion just read. Status updates move that version all the
 * time: a write refused for it changed nothing, so the object is read and checked again. Any other failure, above all a
 * lost answer, is the caller's: a write is never repeated when it may have happened.
 */
export async function writeOnce<TLive, TResult>(options: {
  read(): Promise<TLive>;
  /** Throws when the object is not what was planned for. */
  check(live: TLive): void;
  /** The step's own: throws when the run was taken over. Whoever takes over moves the version after that. */
  held(): Promise<void>;
  write(live: TLive): Promise<TResult>;
}): Promise<{ live: TLive; result: TResult }> {
  for (let attempt = 1; ; attempt += 1) {
    const live = await options.read();
    options.check(live);
    await options.held();
    try {
      return { live, result: await options.write(live) };
    } catch (error) {
      if (upstreamStatus(error) !== 409 || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}
