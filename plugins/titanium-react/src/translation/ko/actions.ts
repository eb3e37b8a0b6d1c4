import { actions as en } from '../en/actions';
import { Translated } from '../types';

export const actions: Translated<typeof en> = {};
