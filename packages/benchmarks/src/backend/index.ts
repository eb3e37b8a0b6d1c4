import { createBackend } from '@backstage/backend-defaults';

// The portal's back end without documentation and search, beside the official Kubernetes plugin it is measured against.
const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('./signIn'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import(
    '@titanium-portal/backstage-plugin-permission-backend-module-titanium'
  ),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
// This is a back end; its package is a library to the tools only because it is never deployed.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
backend.add(import('@titanium-portal/backstage-plugin-titanium-backend'));
backend.add(
  import(
    '@titanium-portal/backstage-plugin-titanium-backend-module-kubernetes'
  ),
);

backend.start();

// The benchmark asks what is retained: resident memory also counts garbage that nobody has had reason to collect yet.
process.on('message', message => {
  if (message === 'retained-bytes') {
    global.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    process.send?.({ retainedBytes: heapUsed + external });
  }
});
