import { commands as en } from '../en/commands';
import { Translated } from '../types';

export const commands: Translated<typeof en> = {
  blockLabel: '이 블록의 명령',
  stripLabel: '{{title}}, {{line}}행',
  line: '{{line}}행',
  verdict: {
    read: '읽기 전용',
    change: '확인한 뒤에 변경합니다',
  },
  advice: {
    refuse: '여기서는 실행할 수 없습니다',
    session: '포털 화면을 사용하세요',
    later: '아직 포털에서 할 수 없습니다',
  },
  risk: { low: '낮은 위험', medium: '중간 위험', high: '높은 위험' },
  run: '실행',
  runAgain: '다시 실행',
  running: '실행 중…',
  preview: '미리보기',
  openPods: 'Pods 열기',
  defaults: {
    namespace: '이 페이지의 서비스에 따라 {{namespace}}에서',
    cluster: '이 페이지의 서비스에 따라 {{cluster}}에서',
  },
  field: {
    label: '{{name}}',
    missing: '먼저 {{name}} 값을 입력하세요',
    loading: '플랫폼에 묻는 중…',
    none: '고를 항목이 없습니다. 값을 입력하세요',
    failed: '선택 항목을 읽지 못했습니다: {{message}}',
    truncated: '더 있습니다. 입력해서 좁히세요',
  },
  result: {
    show: '결과 보기',
    hide: '결과 접기',
    stop: '따라가기 중단',
    failed: '읽지 못했습니다',
  },
  lastRun: '최근: {{state}}',
  where: '문제가 된 부분:',
  parseFailed: '이 페이지의 명령을 확인하지 못했습니다: {{message}}',
  retry: '다시 시도',
};
