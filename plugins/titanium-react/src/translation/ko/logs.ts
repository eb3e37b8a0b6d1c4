import { logs as en } from '../en/logs';
import { Translated } from '../types';

export const logs: Translated<typeof en> = {
  search: '이 줄들에서 찾기',
  matches: '{{total}}개 중 {{current}}번째',
  found_one: '{{count}}줄',
  found_other: '{{count}}줄',
  noMatches: '찾은 것 없음',
  next: '다음 찾기',
  previous: '이전 찾기',
  follow: '따라가기',
  followTitle: '가장 새로운 줄에 머물기 (f)',
  newer_one: '새로운 줄 {{count}}개',
  newer_other: '새로운 줄 {{count}}개',
  newest: '가장 새로운 줄로',
  wrap: '줄바꿈',
  timestamps: '시각',
  download: '내려받기',
  gap_one: '여기서 {{count}}줄이 빠졌습니다',
  gap_other: '여기서 {{count}}줄이 빠졌습니다',
  showAll: '{{number}}자 모두 보기',
  cut: '서버가 {{number}}자를 잘랐습니다',
  details: '{{line}} 자세히',
  empty: '아직 줄이 없습니다.',
  waiting: '줄을 기다리는 중…',
};
