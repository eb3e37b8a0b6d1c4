import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { containerPicker } from './containerPicker';
import { namespacePicker } from './namespacePicker';
import { podPicker } from './podPicker';
import { revisionPicker } from './revisionPicker';
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
  ];
}
