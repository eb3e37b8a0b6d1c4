import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Tools that the machine does not have; git-ignored, safe to delete. */
export const toolchain = path.join(root, '.toolchain');

/** State of the portal and its sandbox; git-ignored, deleting it starts over. */
export const defaultData = path.join(root, '.data');

export const inRoot = (...parts) => path.join(root, ...parts);
