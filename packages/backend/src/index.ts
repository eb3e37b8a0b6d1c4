import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('./modules/promptShutdown'));

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import(
    '@titanium-portal/backstage-plugin-permission-backend-module-titanium'
  ),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('./modules/sourceLocations'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@titanium-portal/backstage-plugin-titanium-backend'));
backend.add(
  import(
    '@titanium-portal/backstage-plugin-titanium-backend-module-kubernetes'
  ),
);
backend.add(
  import(
    '@titanium-portal/backstage-plugin-titanium-backend-module-observability'
  ),
);
backend.add(
  import('@titanium-portal/backstage-plugin-titanium-backend-module-argocd'),
);

backend.start();
