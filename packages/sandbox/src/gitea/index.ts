export { GITEA } from './server';
