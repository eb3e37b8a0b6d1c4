import { Translated } from '@titanium-portal/backstage-plugin-titanium-react';
import { metrics as en } from '../en/metrics';

export const metrics: Translated<typeof en> = {
  label: '{{entity}}의 메트릭',
  stale: '최신이 아님, 마지막으로 읽은 때:',
  state: {
    healthy: '정상',
    progressing: '변경 중',
    degraded: '경고',
    failed: '심각',
    unknown: '알 수 없음',
    paused: '멈춤',
  },
  warnings: '읽지 못한 것',
  signals: {
    label: '골든 시그널',
    failed: '골든 시그널을 읽지 못했습니다',
    name: {
      traffic: '트래픽',
      errors: '오류',
      latency: '지연 시간',
      saturation: '포화도',
    },
    part: {
      p50: '중앙값 (p50)',
      p95: 'p95',
      p99: 'p99',
      cpu: '한도 대비 CPU',
      memory: '한도 대비 메모리',
    },
    before: '{{part}}, 직전',
    alone: '평균 {{mean}}',
    same: '평균 {{mean}}, 직전 기간과 비슷함',
    more: '평균 {{mean}}, 직전 기간보다 {{percent}} % 많음',
    less: '평균 {{mean}}, 직전 기간보다 {{percent}} % 적음',
    instead: '평균 {{mean}}, 직전 기간에는 {{before}}',
  },
  problem: {
    copy: '줄 복사',
    notConfigured:
      '포털이 이 플랫폼의 주소를 모릅니다. 포털 운영자가 주소를 추가해야 합니다.',
    notInstalled: '관측 모듈이 설치되지 않았습니다',
    notInstalledText:
      '이 포털의 백엔드에는 메트릭을 아는 모듈이 없습니다. packages/backend/src/index.ts에 이 줄을 추가하세요:',
    forbidden: '이 서비스의 메트릭을 볼 권한이 없습니다',
    forbiddenText: '서비스 소유자나 플랫폼 운영자에게 권한을 요청하세요.',
  },
  dashboards: {
    title: '대시보드',
    choose: '대시보드',
    open: 'Grafana에서 열기',
    failed: '대시보드를 읽지 못했습니다',
    noGrafana: 'Grafana가 없어 대시보드도 없습니다',
    noGrafanaText: '위의 골든 시그널은 Grafana 없이도 동작합니다.',
    none: '이 태그가 붙은 대시보드가 없습니다',
    noneText: '어노테이션이 고르는 태그가 대시보드에 붙으면 여기에 나타납니다:',
  },
  panel: {
    open: 'Grafana에서 열기',
    failed: '이 패널의 쿼리가 실패했습니다',
    elsewhere: '“{{type}}” 종류의 패널은 Grafana에서만 그려집니다.',
    noAddress:
      'Grafana의 공개 주소가 설정되지 않았습니다 (titanium.observability.<cluster>.grafana.publicUrl).',
    moreRows: 'Grafana에 {{number}}줄이 더 있습니다',
  },
  marks: {
    title: '이때 일어난 일',
    open: '자세히 보기',
    logs: '이때의 로그',
    errors: '이때의 오류 로그',
  },
};
