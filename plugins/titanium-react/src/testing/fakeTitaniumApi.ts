import { TitaniumApi } from '../api';

/**
 * A back end for tests: what a test gives, and a rejection that names the call for everything else. The stream stays
 * silent until it is closed.
 */
export function fakeTitaniumApi(
  given: Partial<TitaniumApi> = {},
): jest.Mocked<TitaniumApi> {
  const unexpected = (name: string) =>
    jest.fn(async () => {
      throw new Error(`Unexpected call of ${name}`);
    });
  const names: (keyof TitaniumApi)[] = [
    'parse',
    'choices',
    'read',
    'actions',
    'checkActions',
    'checkTargets',
    'createPlan',
    'plan',
    'approvePlan',
    'rejectPlan',
    'startRun',
    'runs',
    'run',
    'runEvents',
    'runAudit',
    'audit',
    'verifyAudit',
    'exportAudit',
    'cancelRun',
    'revealRun',
    'undoRun',
    'retryRun',
    'renewPlan',
    'entityView',
    'me',
  ];
  return Object.assign(
    Object.fromEntries(names.map(name => [name, unexpected(name)])),
    {
      async *stream(_request: unknown, signal: AbortSignal) {
        await new Promise<void>(resolve => {
          signal.addEventListener('abort', () => resolve());
        });
      },
    },
    given,
  ) as unknown as jest.Mocked<TitaniumApi>;
}
