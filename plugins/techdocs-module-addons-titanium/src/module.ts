import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TechDocsAddonLocations } from '@backstage/plugin-techdocs-react';
import { AddonBlueprint } from '@backstage/plugin-techdocs-react/alpha';
import { RunbookAddon } from './RunbookAddon';

const runbookAddon = AddonBlueprint.make({
  name: 'titanium-runbook',
  params: {
    name: 'TitaniumRunbook',
    location: TechDocsAddonLocations.Content,
    component: RunbookAddon,
  },
});

/** Makes the commands of every TechDocs page run. */
export default createFrontendModule({
  pluginId: 'techdocs',
  extensions: [runbookAddon],
});
