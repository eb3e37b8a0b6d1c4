import { accessCases } from './cases/access';
import { deletingCases } from './cases/deleting';
import { discoveryCases } from './cases/discovery';
import { kubectlCases } from './cases/kubectl';
import { readingCases } from './cases/reading';
import { runningCases } from './cases/running';
import { validatingCases } from './cases/validating';
import { watchingCases } from './cases/watching';
import { writingCases } from './cases/writing';
import { startSandbox } from './sandbox';
import { Target, targetFromEnvironment } from './target';

jest.setTimeout(120_000);

/** The Kubernetes API contract: of the sandbox made here, or of the cluster that TITANIUM_SANDBOX_KUBECONFIG names. */
describe('Kubernetes API contract', () => {
  let target: Target;
  let stop = async () => {};

  beforeAll(async () => {
    const given = targetFromEnvironment();
    if (given) {
      target = given;
      return;
    }
    const sandbox = await startSandbox();
    target = sandbox.target;
    stop = sandbox.stop;
  });
  afterAll(() => stop());

  const getTarget = () => target;
  discoveryCases(getTarget);
  accessCases(getTarget);
  readingCases(getTarget);
  watchingCases(getTarget);
  writingCases(getTarget);
  validatingCases(getTarget);
  deletingCases(getTarget);
  runningCases(getTarget);
  kubectlCases(getTarget);
});
