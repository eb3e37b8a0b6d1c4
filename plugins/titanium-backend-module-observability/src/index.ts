/**
 * Loki, Prometheus, Alertmanager and Grafana for Titanium.
 *
 * @packageDocumentation
 */
export { titaniumModuleObservability as default } from './module';
