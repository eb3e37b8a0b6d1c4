import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  titaniumClustersServiceRef,
  titaniumExtensionPoint,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { actions } from './actions';
import { readProbeConfig } from './actions/networkProbe/probeConfig';
import { istioctlGrammar, kubectlGrammar } from './grammar';
import { pickers } from './pickers';
import { createReads } from './reads';
import { createSourceRead } from './reads/source';
import { UsagePoller } from './usage/UsagePoller';
import { createPodLogsView } from './views/podLogs/podLogsView';
import { createClusterView } from './views/cluster/clusterView';
import { createPodsView } from './views/pods/podsView';
import { createRolloutsView } from './views/rollouts/rolloutsView';

/**
 * Kubernetes for Titanium: live views of pods and logs, reads, actions, the kubectl grammar and its pickers, for the
 * clusters of `kubernetes.clusterLocatorMethods`.
 * @public
 */
export const titaniumModuleKubernetes = createBackendModule({
  pluginId: 'titanium',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        clusters: titaniumClustersServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        titanium: titaniumExtensionPoint,
        urlReader: coreServices.urlReader,
      },
      async init({ clusters, config, logger, titanium, urlReader }) {
        const usage = new UsagePoller(clusters, logger);
        titanium.addView(createPodsView({ clusters, usage }));
        titanium.addView(createPodLogsView({ clusters }));
        titanium.addView(createRolloutsView({ clusters }));
        titanium.addView(createClusterView({ clusters, usage }));
        titanium.addCommand({
          grammar: kubectlGrammar,
          clusters: () => clusters.names(),
          resources: cluster => clusters.resources(cluster),
        });
        titanium.addCommand({
          grammar: istioctlGrammar,
          clusters: () => clusters.names(),
        });
        createReads(clusters).forEach(read => titanium.addRead(read));
        const integrations = ScmIntegrations.fromConfig(config);
        titanium.addRead(
          createSourceRead({ clusters, urlReader, integrations }),
        );
        actions({ clusters, probe: readProbeConfig(config) }).forEach(action =>
          titanium.addAction(action),
        );
        pickers({ clusters }).forEach(picker => titanium.addPicker(picker));
      },
    });
  },
});
