import { approvals as en } from '../en/approvals';
import { Translated } from '@titanium-portal/backstage-plugin-titanium-react';

export const approvals: Translated<typeof en> = {
  title: '승인',
  subtitle: '다른 사람의 승인이나 시작을 기다리는 높은 위험의 변경',
  mine: '내 승인을 기다리는 것',
  own: '내가 요청한 것',
  others: '다른 사람의 승인을 기다리는 것',
  ofService: '승인을 기다리는 것',
  row: {
    waits: '승인 대기',
    approved: '승인됨: 시작하세요',
    verified: '확인된 단계',
    unverified: '확인되지 않은 단계',
  },
  risk: { low: '낮은 위험', medium: '중간 위험', high: '높은 위험' },
  listFailed: '승인 대기 목록을 읽지 못했습니다',
  askedBy: '{{who}} 요청',
  target: '대상 {{target}}',
  empty: '승인을 기다리는 것이 없습니다',
  emptyText:
    '높은 위험의 변경은 다른 사람이 승인할 때까지 여기서 기다립니다. 데이터베이스를 둘 이상으로 늘리거나, 리소스를 정리(prune)하거나, 시크릿을 바꾸는 일이 그렇습니다.',
  plan: '계획',
  planned: '계획한 내용',
  next: '지금 할 수 있는 일',
  explain:
    '승인해도 아직 아무것도 바뀌지 않습니다. 그 사이 바뀐 것이 없으면 요청한 사람이 15분 안에 시작합니다.',
  reason: '사유 (반려할 때)',
  approve: '승인',
  openRun: '실행 열기',
  renew: '새 미리 보기',
  reject: '반려',
  notFound: '이런 계획이 없습니다',
  notFoundText: '이런 계획이 없거나 볼 권한이 없습니다.',
  failed: '계획을 읽지 못했습니다',
  states: {
    draft: '승인이 필요 없는 계획이며, 시작되지 않았습니다.',
    awaiting_approval:
      '{{who}} 중 한 사람의 승인을 기다립니다. 요청한 사람은 승인할 수 없습니다.',
    approved: '승인되었습니다. 요청한 사람이 시작할 수 있습니다.',
    approvedMine: '승인되었습니다. 만료되기 전에 시작하세요.',
    consumed: '시작되었습니다. 실행은 Runs에 있습니다.',
    expired: '만료되었습니다. 새 미리 보기를 요청하세요.',
    rejected: '반려되었습니다.',
  },
};
