import { Kubectl } from '../kubectl';
import { Target } from '../target';
import { useContract } from '../context';
import { kubectlChanging } from './kubectl/changing';
import { kubectlLooking } from './kubectl/looking';
import { kubectlManifests } from './kubectl/manifests';

/** The commands of the operations guide, run by the real kubectl. */
export function kubectlCases(getTarget: () => Target): void {
  describe('kubectl', () => {
    const contract = useContract(getTarget);
    let kubectl: Kubectl;

    beforeAll(async () => {
      kubectl = await Kubectl.create(getTarget());
    });
    afterAll(() => kubectl.close());

    const context = () => ({ kubectl, namespace: contract().namespace });
    kubectlLooking(context);
    kubectlChanging(context);
    kubectlManifests(context);
  });
}
