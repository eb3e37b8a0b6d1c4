import { plans as en } from '../en/plans';
import { Translated } from '../types';

export const plans: Translated<typeof en> = {};
