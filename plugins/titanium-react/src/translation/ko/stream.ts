import { stream as en } from '../en/stream';
import { Translated } from '../types';

export const stream: Translated<typeof en> = {};
