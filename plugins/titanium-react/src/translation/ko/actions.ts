import { actions as en } from '../en/actions';
import { Translated } from '../types';

export const actions: Translated<typeof en> = {
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
  },
};
