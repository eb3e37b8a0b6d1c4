import { logs as en } from '../en/logs';
import { Translated } from '../types';

export const logs: Translated<typeof en> = {};
