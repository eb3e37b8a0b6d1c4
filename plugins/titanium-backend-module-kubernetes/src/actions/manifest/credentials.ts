import { JsonObject } from '@backstage/types';
import {
  REDACTED,
  redactObject,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { changedPaths, pathText } from './changes';
import { ManifestPosition, refuseManifest } from './refusal';

/** Refuses a Secret: its values belong neither in a plan nor on a page. */
export function refuseSecret(
  title: string,
  name: string,
  at: ManifestPosition,
): never {
  throw refuseManifest(
    `${title}: a Secret is not applied or edited as text. Change one of its keys with: kubectl create secret generic ${name.slice(
      0,
      80,
    )} --from-literal=KEY=$VALUE --dry-run=client -o yaml | kubectl apply -f -`,
    at,
  );
}

/** Refuses an object with values that look like credentials, or with the marks that stand for them. */
export function refuseCredentials(
  object: JsonObject,
  title: string,
  at: ManifestPosition,
) {
  if (JSON.stringify(object).includes(REDACTED)) {
    throw refuseManifest(
      `${title} holds ${REDACTED}, which stands for a value the portal does not show. It cannot write that value back; change the object in its source.`,
      at,
    );
  }
  const [hidden] = changedPaths(object, redactObject(object));
  if (hidden) {
    throw refuseManifest(
      `${title}: ${pathText(
        hidden,
      )} holds what looks like a credential. A plan is kept and shown to others: take the value from a Secret (valueFrom.secretKeyRef) instead.`,
      at,
    );
  }
}
