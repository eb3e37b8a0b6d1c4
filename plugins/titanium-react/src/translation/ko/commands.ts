import { commands as en } from '../en/commands';
import { Translated } from '../types';

export const commands: Translated<typeof en> = {};
