import { Translated } from '@titanium-portal/backstage-plugin-titanium-react';
import { timeline as en } from '../en/timeline';

export const timeline: Translated<typeof en> = {
  label: '있었던 일',
  deployed: '{{revision}} 배포 ({{id}})',
  rollout: '{{name}} 롤아웃: {{version}}',
  operation: { sync: '동기화', rollback: '롤백' },
  phase: {
    Pending: '대기 중',
    Running: '진행 중',
    Terminating: '중단하는 중',
    Succeeded: '성공',
    Failed: '실패',
    Error: '실패',
  },
  alert: {
    pending: '대기',
    firing: '발생 중',
    silenced: '알림 중지됨',
    inhibited: '억제됨',
    ended: '해소됨',
  },
  by: '{{who}}',
  until: '{{time}}까지',
  kinds: {
    all: '전체',
    deployment: '배포',
    rollout: '롤아웃',
    sync: '작업',
    run: '실행',
    alert: '경보',
  },
  kind: {
    deployment: '배포',
    rollout: '롤아웃',
    sync: '작업',
    run: '실행',
    alert: '경보',
  },
  more: '이전 것 더 보기',
  empty: '포털이 아는 한 여기서는 아무 일도 없었습니다.',
  emptyKind: '이 종류의 일은 없습니다.',
  missing: '일부가 빠져 있습니다: {{sources}}',
  source: {
    delivery: 'Argo CD',
    rollouts: 'Kubernetes',
    runs: '포털 실행 기록',
    alerts: '경보',
  },
};
