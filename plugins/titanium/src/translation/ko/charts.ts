import { Translated } from '@titanium-portal/backstage-plugin-titanium-react';
import { charts as en } from '../en/charts';

export const charts: Translated<typeof en> = {
  plot: '{{title}}: 차트. 화살표 키로 십자선을 옮깁니다.',
  legend: '계열',
  tableCaption: '{{title}}, {{from}}부터 {{to}}까지',
  series: '계열',
  last: '마지막',
  min: '최소',
  max: '최대',
  mean: '평균',
  empty: '이 시간에 측정된 값이 없습니다.',
};
