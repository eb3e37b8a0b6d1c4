import { createApp } from '@backstage/frontend-defaults';
import { authModule } from './modules/auth';
import { languageModule } from './modules/language';
import { navModule } from './modules/nav';
import { themeModule } from './modules/theme';

// Plugins are discovered from this package's dependencies: see `app.packages` in app-config.yaml.
export default createApp({
  features: [authModule, languageModule, navModule, themeModule],
});
