export { ARGOCD_PLATFORM } from './server';
