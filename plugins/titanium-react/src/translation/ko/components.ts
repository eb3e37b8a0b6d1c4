import { components as en } from '../en/components';
import { Translated } from '../types';

export const components: Translated<typeof en> = {
  time: {
    now: '지금',
    seconds: '{{value}}초 전',
    minutes: '{{value}}분 전',
    hours: '{{value}}시간 전',
    days: '{{value}}일 전',
  },
  copy: { copy: '복사', copied: '복사됨', failed: '복사하지 못했습니다' },
};
