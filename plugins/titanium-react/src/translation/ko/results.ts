import { results as en } from '../en/results';
import { Translated } from '../types';

export const results: Translated<typeof en> = {
  count: {
    rows_one: '{{count}}행',
    rows_other: '{{count}}행',
    pods_one: '파드 {{count}}개',
    pods_other: '파드 {{count}}개',
    lines_one: '{{count}}줄',
    lines_other: '{{count}}줄',
    objects_one: '객체 {{count}}개',
    objects_other: '객체 {{count}}개',
    series_one: '시계열 {{count}}개',
    series_other: '시계열 {{count}}개',
    notReady: '준비되지 않음 {{value}}개',
    none: '결과 없음',
  },
  copy: '복사',
  copied: '복사됨',
  download: '다운로드',
  truncated: '{{value}}행을 생략했습니다',
  wide: '모든 열',
  tableLabel: '결과',
  facts: '정보',
  emptyTable: '조건에 맞는 항목이 플랫폼에 없습니다.',
  emptyLogs: '이 범위에는 로그가 없습니다.',
  cut: '… {{value}}자 더 있음',
  series: { name: '시계열', last: '최근', min: '최소', max: '최대' },
};
