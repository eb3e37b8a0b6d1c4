/** An image reference apart: name without tag, and its tag or short digest. */
export function splitImage(reference: string): {
  image: string;
  version: string;
} {
  const at = reference.indexOf('@');
  const digest = at === -1 ? undefined : reference.slice(at + 1);
  const named = at === -1 ? reference : reference.slice(0, at);
  const colon = named.lastIndexOf(':');
  // A colon before the last slash is a registry's port.
  const tagged = colon > named.lastIndexOf('/');
  const tag = tagged ? named.slice(colon + 1) : undefined;
  return {
    image: tagged ? named.slice(0, colon) : named,
    version:
      tag ?? (digest ? digest.replace(/^sha256:/, '').slice(0, 12) : 'latest'),
  };
}
