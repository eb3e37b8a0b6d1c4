import { InputError } from '@backstage/errors';
import { YamlPosition } from '../../yaml/YamlRefusal';

/** Where in a manifest something is wrong; both count from one. */
export type ManifestPosition = YamlPosition;

/** Refuses a manifest, with the place where there is one. Pages mark it in the text. */
export function refuseManifest(
  message: string,
  position?: ManifestPosition,
): Error {
  return Object.assign(
    new InputError(
      position
        ? `Line ${position.line}, column ${position.column}: ${message}`
        : message,
    ),
    { code: 'invalid-input' as const, ...(position && { position }) },
  );
}
