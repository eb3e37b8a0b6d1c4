import { actions as en } from '../en/actions';
import { Translated } from '../types';

export const actions: Translated<typeof en> = {
  alertmanager: { silence: '경보 알림 중지', expire: '알림 중지 끝내기' },
  alerts: { history: '경보 이력 보기' },
  argocd: {
    app: {
      list: '애플리케이션 목록',
      get: '애플리케이션 보기',
      history: '배포 이력 보기',
      resources: '리소스 목록',
      diff: '차이 보기',
      sync: '애플리케이션 동기화',
      rollback: '애플리케이션 롤백',
      terminate: '작업 중단',
      pauseAutoSync: '자동 동기화 멈추기',
      restoreAutoSync: '자동 동기화 되살리기',
      refresh: '애플리케이션 새로 고침',
    },
  },
  grafana: {
    dashboards: '대시보드 목록',
    dashboard: '대시보드 보기',
    panel: '패널 보기',
  },
  kubernetes: {
    get: '객체 조회',
    describe: '상세 보기',
    logs: '로그 읽기',
    top: '사용량 보기',
    rollout: { status: '롤아웃 상태', history: '롤아웃 이력' },
    events: '이벤트 조회',
    workload: {
      scale: '워크로드 스케일',
      restart: '워크로드 재시작',
      undo: '워크로드 롤백',
    },
    pod: { delete: '파드 삭제' },
    form: '편집하려고 열기',
    manifest: { apply: '매니페스트 적용' },
    object: { edit: '객체 편집' },
    secret: { reveal: 'Secret 값 보기', update: 'Secret 값 변경' },
  },
  loki: {
    query: '로그 쿼리',
    histogram: '레벨별 줄 수',
    labels: '로그 레이블 목록',
    context: '앞뒤 줄 보기',
    stats: '로그 쿼리의 크기 보기',
  },
  metrics: { signals: '골든 시그널 보기' },
  prometheus: { query: '지표 쿼리', queryRange: '기간별 지표 쿼리' },
};
