import { Translated } from '@titanium-portal/backstage-plugin-titanium-react';
import { time as en } from '../en/time';

export const time: Translated<typeof en> = {
  label: '시간: {{range}}',
  open: '보여 줄 시간 고르기',
  choose: '보여 줄 시간',
  presets: '지금까지',
  back: '확대하기 전 시간으로',
  last: {
    seconds_one: '최근 1초',
    seconds_other: '최근 {{count}}초',
    minutes_one: '최근 1분',
    minutes_other: '최근 {{count}}분',
    hours_one: '최근 1시간',
    hours_other: '최근 {{count}}시간',
    days_one: '최근 1일',
    days_other: '최근 {{count}}일',
  },
  custom: {
    title: '두 시점 사이',
    from: '시작',
    to: '끝',
    zone: '내 시간대: {{zone}}',
    apply: '이 시간 보기',
    empty: '두 시점을 모두 넣으세요.',
    reversed: '끝이 시작보다 앞섭니다.',
    length: '1초에서 1년 사이여야 합니다.',
  },
  refresh: {
    now: '지금 다시 읽기',
    label: '다시 읽기: {{rate}}',
    choose: '자동으로 다시 읽기',
    off: '끔',
    seconds: '{{value}}초',
    minutes: '{{value}}분',
    fixed: '두 시점 사이의 값은 바뀌지 않습니다.',
  },
};
