import { components as en } from '../en/components';
import { Translated } from '../types';

export const components: Translated<typeof en> = {};
