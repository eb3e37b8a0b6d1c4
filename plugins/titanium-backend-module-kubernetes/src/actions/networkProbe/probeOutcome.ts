import { redactText } from '@titanium-portal/backstage-plugin-titanium-node';
import { Note } from '../verify/rolloutStatus';
import { Probe } from './probeSchema';

/** What the answer means: good news to show, or why the run failed. */
export type ProbeOutcome = { ok: boolean } & Note;

function note(
  ok: boolean,
  message: string,
  key: string,
  values: Record<string, string>,
): ProbeOutcome {
  return { ok, message, wording: { key, values } };
}

/** The addresses nslookup found: those after the name, not the DNS server's own. */
function addresses(lines: readonly string[]): string[] {
  const from = lines.findIndex(line => /^Name:/.test(line));
  return from === -1
    ? []
    : lines
        .slice(from)
        .flatMap(line => /^Address(?: \d+)?:\s*(\S+)/.exec(line)?.[1] ?? []);
}

function dnsOutcome(
  host: string,
  exitCode: number,
  lines: readonly string[],
): ProbeOutcome {
  const found = addresses(lines);
  if (exitCode === 0 && found.length > 0) {
    const list = found.join(', ');
    return note(true, `${host} is ${list}`, 'probeResolved', {
      host,
      addresses: list,
    });
  }
  const text = lines.join('\n');
  if (/NXDOMAIN|can't (?:find|resolve)/i.test(text)) {
    return note(
      false,
      `${host} has no address: the cluster's DNS does not know the name.`,
      'kubernetes.probeUnknownHost',
      { host },
    );
  }
  return note(
    false,
    `${host} could not be looked up: the cluster's DNS did not answer (nslookup ended with ${exitCode}).`,
    'kubernetes.probeNoDns',
    { host, code: String(exitCode) },
  );
}

/** What curl's exit codes mean for somebody who looks for the cause. */
const CURL: Readonly<Record<number, { key: string; says: string }>> = {
  6: {
    key: 'kubernetes.probeUnknownHost',
    says: "has no address: the cluster's DNS does not know the name.",
  },
  7: {
    key: 'kubernetes.probeRefused',
    says: 'refuses the connection: nothing listens at that port, or no pod is ready.',
  },
  28: {
    key: 'kubernetes.probeTimeout',
    says: 'did not answer within 10 seconds: a network policy may hold the probe back, or the pods hang.',
  },
  35: {
    key: 'kubernetes.probeTls',
    says: 'and the probe could not agree on TLS.',
  },
  56: {
    key: 'kubernetes.probeReset',
    says: 'closed the connection: with mTLS STRICT it does so to anybody outside the mesh.',
  },
  60: {
    key: 'kubernetes.probeTls',
    says: 'and the probe could not agree on TLS.',
  },
};

function httpOutcome(
  host: string,
  exitCode: number,
  lines: readonly string[],
): ProbeOutcome {
  const answer = lines
    .map(line => /^HTTP\/[\d.]+ (\d{3}(?: [^\r\n]{0,60})?)/.exec(line)?.[1])
    .find(status => status !== undefined);
  if (exitCode === 0 && answer !== undefined) {
    const status = redactText(answer.trim());
    return note(true, `${host} answers ${status}`, 'probeAnswered', {
      host,
      status,
    });
  }
  const known = CURL[exitCode];
  return known
    ? note(false, `${host} ${known.says}`, known.key, { host })
    : note(
        false,
        `${host} could not be asked: curl ended with ${exitCode}.`,
        'kubernetes.probeFailed',
        { host, code: String(exitCode) },
      );
}

/** Reads a probe's answer. */
export function readOutcome(
  probe: Probe,
  host: string,
  exitCode: number,
  lines: readonly string[],
): ProbeOutcome {
  return probe.type === 'dns'
    ? dnsOutcome(host, exitCode, lines)
    : httpOutcome(host, exitCode, lines);
}
