import { isDnsSubdomain } from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';
import { cluster, namespace } from '../schemas';

/** A host is a DNS name: addresses would reach what names are allowed for and more. */
function isHost(text: string): boolean {
  return isDnsSubdomain(text) && !/(?:^|\.)\d+$/.test(text);
}

/** What a URL parser would have to correct is refused: the text is what runs. */
function isProbeUrl(text: string): boolean {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return false;
  }
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.hash === '' &&
    isHost(url.hostname) &&
    (url.href === text || url.href === `${text}/`) &&
    /^[\x21-\x7e]+$/.test(text)
  );
}

const host = z
  .string()
  .max(253)
  .refine(isHost, 'is not the DNS name of a host');
const url = z
  .string()
  .max(2_000)
  .refine(
    isProbeUrl,
    'is not an http or https address of a host by name, without user, password and fragment',
  );

export const networkProbeSchema = z
  .object({
    cluster,
    namespace,
    probe: z.discriminatedUnion('type', [
      z.object({ type: z.literal('dns'), host }).strict(),
      z.object({ type: z.literal('http'), url }).strict(),
    ]),
  })
  .strict();

export type NetworkProbeInput = z.infer<typeof networkProbeSchema>;
export type Probe = NetworkProbeInput['probe'];

export function hostOf(probe: Probe): string {
  return probe.type === 'dns' ? probe.host : new URL(probe.url).hostname;
}

/** The port asked for; null for DNS. */
export function portOf(probe: Probe): number | null {
  if (probe.type === 'dns') {
    return null;
  }
  const { port, protocol } = new URL(probe.url);
  const usual = protocol === 'https:' ? 443 : 80;
  return port === '' ? usual : Number(port);
}
