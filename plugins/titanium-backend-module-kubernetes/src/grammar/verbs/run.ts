import {
  CommandReading,
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { probeOf } from '../probe';
import { Verb } from '../verb';

const NOT_A_PROBE = worded(
  'probe.flag',
  'A probe is a short job of an image that operators configured, and nothing else: leave this flag out.',
);

const REFUSED = Object.fromEntries(
  [
    'overrides',
    'override-type',
    'env',
    'privileged',
    'labels',
    'annotations',
    'port',
    'expose',
  ].map(name => [name, NOT_A_PROBE]),
);

type Advice = Reason & Pick<CommandReading, 'verdict'>;

const SESSION: Advice = {
  verdict: 'session',
  ...worded(
    'probe.session',
    'The portal opens no shell. A single look-up can run as a step: kubectl run probe -it --rm --image=IMAGE --restart=Never -- nslookup HOST, or curl URL. For everything else see endpoints, events and logs of the service.',
  ),
};

const FORM: Advice = {
  verdict: 'form',
  ...worded(
    'probe.pod',
    'Pods are not started one by one from here: put them into a manifest and use kubectl apply.',
  ),
};

function advice(call: Call, fields: Advice): CommandReading {
  return {
    verb: call.verb,
    action: null,
    input: null,
    target: null,
    placeholders: [],
    position: null,
    ...fields,
  };
}

/** A pod that runs one look-up and goes away becomes a probe; every other pod is none of the portal's steps. */
function read(call: Call): CommandReading {
  const attached =
    call.isOn('stdin') || call.isOn('tty') || call.isOn('attach');
  if (!call.isOn('rm')) {
    return advice(call, attached ? SESSION : FORM);
  }
  const probe = call.command && probeOf(call, call.command);
  if (!probe) {
    return advice(call, SESSION);
  }
  call.refuseFlags(REFUSED);
  const restart = call.flag('restart');
  if (restart && restart.text !== 'Never') {
    call.refuse(
      worded('probe.restart', 'A probe runs once: write --restart=Never.'),
      restart,
    );
  }
  if (!call.flag('image')) {
    call.refuse(
      worded('flags.missing', '{{flag}} is missing.', { flag: '--image' }),
    );
  }
  call.onlyArgument(
    worded('names.needed', '{{verb}} needs a name.', { verb: call.verb }),
  );
  return changeReading(call, 'kubernetes.network.probe', {}, { probe });
}

export const run: Verb = {
  path: ['run'],
  flags: flags(
    'image=',
    'restart=',
    'rm',
    'stdin|i',
    'tty|t',
    'attach',
    'quiet|q',
    'command',
    'leave-stdin-open',
    'image-pull-policy=',
    'pod-running-timeout=',
    'labels|l=',
    'annotations=*',
    'env=*',
    'port=',
    'expose',
    'overrides=',
    'override-type=',
    'privileged',
    'field-manager=',
  ),
  takesCommand: true,
  read,
};
