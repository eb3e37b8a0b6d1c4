import { Voice } from '../images';
import { auth, blog, gateway, user } from './applications';
import {
  backup,
  envoy,
  iptables,
  klog,
  logfmt,
  postgres,
  shell,
} from './platform';
import { VoiceLines } from './voice';

export type { Moment, VoiceLines } from './voice';

export const VOICES: Readonly<Record<Voice, VoiceLines>> = {
  gateway,
  auth,
  user,
  blog,
  postgres,
  envoy,
  iptables,
  backup,
  logfmt,
  klog,
  shell,
};

/** Lines a second of programs that no traffic drives. */
export const QUIET_LINES: Partial<Record<Voice, number>> = {
  envoy: 0.2,
  logfmt: 0.08,
  klog: 0.03,
  postgres: 0.05,
};
