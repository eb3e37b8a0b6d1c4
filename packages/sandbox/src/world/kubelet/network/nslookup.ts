import { Answer, Question } from './answer';
import { dnsServer, resolve } from './resolve';

/** `nslookup` of bind, as images for debugging have it. */
export function nslookup({ store, pod, args }: Question): Answer {
  const host = args.find(word => !word.startsWith('-'));
  if (host === undefined) {
    return { lines: ['nslookup: missing host'], exitCode: 1, tookMs: 50 };
  }
  const server = dnsServer(store);
  const head = [`Server:\t\t${server}`, `Address:\t${server}#53`, ''];
  const found = resolve(store, pod, host);
  return found
    ? {
        lines: [
          ...head,
          ...found.addresses.flatMap(address => [
            `Name:\t${found.name}`,
            `Address: ${address}`,
          ]),
          '',
        ],
        exitCode: 0,
        tookMs: 120,
      }
    : {
        lines: [
          ...head,
          `** server can't find ${host.replace(/\.$/, '')}: NXDOMAIN`,
          '',
        ],
        exitCode: 1,
        tookMs: 260,
      };
}
