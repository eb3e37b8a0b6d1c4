import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ANNOTATION_SOURCE_LOCATION, Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import {
  CatalogProcessor,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';

/** An address that entities are written with, and the one it stands for here. Both end in a slash. */
interface Rule {
  from: string;
  to: string;
}

const isFolder = (address: string) =>
  /^https?:\/\/[^/]+\//.test(address) && address.endsWith('/');

function readRules(config: Config): Rule[] {
  return (config.getOptionalConfigArray('catalog.sourceLocations') ?? []).map(
    item => {
      const rule = { from: item.getString('from'), to: item.getString('to') };
      if (!isFolder(rule.from) || !isFolder(rule.to)) {
        throw new Error(
          `catalog.sourceLocations: "from" and "to" must be http or https addresses that end in a slash, not ${rule.from} and ${rule.to}`,
        );
      }
      return rule;
    },
  );
}

/** Gives the source locations of entities the address that the configuration says. */
export class SourceLocationProcessor implements CatalogProcessor {
  constructor(private readonly rules: readonly Rule[]) {}

  static fromConfig(config: Config): SourceLocationProcessor {
    return new SourceLocationProcessor(readRules(config));
  }

  getProcessorName(): string {
    return 'titanium-source-locations';
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    const written = entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
    const rule = this.rules.find(({ from }) =>
      written?.startsWith(`url:${from}`),
    );
    if (!written || !rule) {
      return entity;
    }
    const rest = written.slice(`url:${rule.from}`.length);
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...entity.metadata.annotations,
          [ANNOTATION_SOURCE_LOCATION]: `url:${rule.to}${rest}`,
        },
      },
    };
  }
}

/**
 * For a Git platform whose address is known only when the portal starts, as that of the sandbox: the catalog's files
 * name it by one address, `catalog.sourceLocations` says by which it is reached.
 */
export default createBackendModule({
  pluginId: 'catalog',
  moduleId: 'titanium-source-locations',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        catalog: catalogProcessingExtensionPoint,
      },
      async init({ config, catalog }) {
        catalog.addProcessor(SourceLocationProcessor.fromConfig(config));
      },
    });
  },
});
