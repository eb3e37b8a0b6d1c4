import path from 'node:path';

/** This repository: the guide's pages are made in it, never in a build. */
// eslint-disable-next-line no-restricted-syntax
export const ROOT = path.resolve(__dirname, '../../../..');
