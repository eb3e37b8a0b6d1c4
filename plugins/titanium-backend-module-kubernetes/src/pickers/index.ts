import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { containerPicker } from './containerPicker';
import { imageTagPicker } from './imageTagPicker';
import { namespacePicker } from './namespacePicker';
import { objectPickers } from './objectPickers';
import { podPicker } from './podPicker';
import { revisionPicker } from './revisionPicker';
import { secretPicker } from './secretPicker';
import { workloadPickers } from './workloadPickers';

/** Live choices for the placeholders of kubectl commands. */
export function pickers({
  clusters,
}: {
  clusters: TitaniumClusters;
}): Picker[] {
  return [
    podPicker(clusters),
    containerPicker(clusters),
    ...workloadPickers(clusters),
    revisionPicker(clusters),
    namespacePicker(clusters),
    imageTagPicker(clusters),
    secretPicker(clusters),
    ...objectPickers(clusters),
  ];
}
