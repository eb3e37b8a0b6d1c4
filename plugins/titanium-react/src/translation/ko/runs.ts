import { runs as en } from '../en/runs';
import { Translated } from '../types';

export const runs: Translated<typeof en> = {};
