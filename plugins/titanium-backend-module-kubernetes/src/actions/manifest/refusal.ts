import { InputError } from '@backstage/errors';

/** Where in a manifest something is wrong; both count from one. */
export interface ManifestPosition {
  line: number;
  column: number;
}

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
