import { LintRule } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  cronJobPassword,
  getAllBackup,
  hiddenFailure,
  liveRestore,
} from './backups';
import { recordFlag } from './record';
import { databaseScale } from './scaling';
import { secretNamespace, secretRotation, secretsInClear } from './secrets';

/** What texts about a cluster are known to get wrong. Pure, as the grammar beside it. */
export const kubernetesLints: readonly LintRule[] = [
  secretNamespace,
  secretRotation,
  secretsInClear,
  getAllBackup,
  hiddenFailure,
  liveRestore,
  cronJobPassword,
  databaseScale,
  recordFlag,
];
