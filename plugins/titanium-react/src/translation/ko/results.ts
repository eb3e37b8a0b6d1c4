import { results as en } from '../en/results';
import { Translated } from '../types';

export const results: Translated<typeof en> = {};
