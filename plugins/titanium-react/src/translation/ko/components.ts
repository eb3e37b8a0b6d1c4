import { components as en } from '../en/components';
import { Translated } from '../types';

export const components: Translated<typeof en> = {
  time: {
    now: '방금',
    seconds: '{{value}}초 전',
    minutes: '{{value}}분 전',
    hours: '{{value}}시간 전',
    days: '{{value}}일 전',
  },
  age: {
    now: '0초',
    seconds: '{{value}}초',
    minutes: '{{value}}분',
    hours: '{{value}}시간',
    days: '{{value}}일',
  },
  copy: { copy: '복사', copied: '복사했습니다', failed: '복사하지 못했습니다' },
  health: {
    healthy: '정상',
    progressing: '진행 중',
    degraded: '저하됨',
    failed: '실패',
    unknown: '알 수 없음',
    paused: '멈춤',
  },
  freshness: {
    live: '실시간',
    connecting: '연결 중…',
    paused: '탭이 숨겨져 있어 멈춤',
    stale: '{{time}} 이후 갱신 안 됨',
    unavailable: '연결할 수 없음',
    forbidden: '접근 거부됨',
    signedOut: '로그아웃됨',
    portal: '포털 서버',
    reason: '{{platform}}: {{message}}',
    noReason: '{{platform}} 응답 없음',
    signedOutReason: '세션이 끝났습니다. 페이지를 새로 고쳐 다시 로그인하세요.',
    retry: '지금 다시 시도',
    reload: '다시 로그인',
  },
  usage: {
    none: '{{name}}: 측정값 없음',
    used: '{{name}}: {{value}}',
    ofLimit: '{{name}}: {{value}}, 한도 {{limit}}의 {{percent}} %',
    ofRequest: '{{name}}: {{value}}, 요청 {{request}}의 {{percent}} %',
    ofBoth:
      '{{name}}: {{value}}, 요청 {{request}}, 한도 {{limit}} (한도의 {{percent}} %)',
  },
  missing: {
    title: '이 페이지에는 어노테이션이 필요합니다',
    description:
      '어떤 오브젝트가 이 서비스의 것인지 포털이 알 수 있도록, 카탈로그에서 {{entity}}의 metadata.annotations에 이 줄을 추가하세요.',
    copy: '줄 복사',
  },
  error: {
    since: '{{time}}부터',
    retry: '다시 시도',
  },
  keyboard: {
    title: '키보드',
    open: '키보드 단축키',
    close: '닫기',
    enabled: '한 글자 단축키',
    help: '이 목록 보기',
    then: '다음',
    search: '필터로 이동',
    arrows: '표 안에서 이동',
    enter: '행 열기',
    sides: '그룹 열기 또는 닫기',
    escape: '열린 것 닫기',
    follow: '로그 따라가기',
  },
  table: {
    sort: '{{column}} 기준 정렬',
    ascending: '오름차순',
    descending: '내림차순',
  },
  loading: '불러오는 중',
  filters: '이것만 보기',
};
