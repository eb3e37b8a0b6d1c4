import { runs as en } from '../en/runs';
import { Translated } from '../types';

export const runs: Translated<typeof en> = {
  state: {
    queued: '대기 중',
    applying: '적용 중',
    applied: '적용됨',
    verifying: '확인 중',
    succeeded: '성공',
    failed: '실패',
    cancelled: '취소됨',
    unknown: '알 수 없음',
    undone: '되돌림',
  },
  step: {
    pending: '대기',
    applying: '적용 중',
    applied: '적용됨',
    verifying: '확인 중',
    succeeded: '성공',
    failed: '실패',
    skipped: '건너뜀',
    unknown: '알 수 없음',
  },
  progressLabel: '진행',
  readyOf: '{{total}}개 중 {{done}}개 준비됨',
  waitingFor: '기다리는 대상',
  stalled: '한동안 변화가 없습니다. 플랫폼의 설명:',
  steps: '단계',
  events: '이벤트',
  noEvents: '아직 이벤트가 없습니다.',
  evidence: { event: '이벤트', log: '로그', condition: '조건' },
  eventState: '실행 {{state}}',
  eventStep: '{{step}}단계 {{state}}',
  eventRevealed: '실행을 시작한 사람에게 값을 보여 주었습니다',
  took: '{{duration}} 걸림',
  seconds: '{{value}}초',
  minutes: '{{minutes}}분 {{seconds}}초',
  says: {
    silenced: '경보 {{total}}개 중 {{done}}개 알림 중지됨',
    ready: '{{total}}개 중 {{done}}개 준비됨',
    unseen: '컨트롤러가 아직 변경을 확인하지 않음',
    stopping: '종료 중인 파드 {{count}}개',
    stoppingOld: '종료 중인 이전 파드 {{count}}개',
    waiting: '{{name}} 대기 중 ({{reason}})',
    waitingMore: '{{name}} 대기 중 ({{reason}}), 그 밖에 {{more}}개',
    trouble: '지금 클러스터를 지켜볼 수 없습니다: {{message}}',
    autoscalerHold: '오토스케일러 {{name}}이(가) 이 수를 유지하는지 확인 중',
    podStopping: '{{name}} 종료 대기 중',
    autoscaler:
      '레플리카 {{current}}개, 오토스케일러가 원하는 수 {{desired}}개({{min}}~{{max}})',
    jobCreated: '잡 {{name}}을(를) 만들었고 파드를 기다리는 중',
    jobRunning: '{{name}} 실행 중',
    probeResolved: '{{host}}의 주소는 {{addresses}}',
    probeAnswered: '{{host}} 응답: {{status}}',
    argocd: {
      accepted: 'Argo CD가 작업을 받아들였고 곧 시작함',
      operation: '작업 상태 {{phase}}',
      objects: '객체 {{total}}개 중 {{done}}개',
      words: '{{message}}',
      pods: '파드 {{total}}개 중 {{done}}개 준비됨',
      waiting: '{{name}} 대기 중 ({{reason}})',
      waitingMore: '{{name}} 대기 중 ({{reason}}), 그 밖에 {{more}}개',
      health: '상태 {{health}}',
      comparing: 'Argo CD가 애플리케이션을 다시 비교하는 중',
      healthyAt: '리비전 {{revision}}에서 정상',
      outOfSyncNormal:
        'git에는 되돌리기 전 내용이 남아 있어 지금은 OutOfSync가 정상',
      trouble: '지금 Argo CD가 응답하지 않음: {{message}}',
      restoring: '자동 동기화가 켜졌고 Argo CD가 최신 리비전을 배포할 예정',
      autoSyncOn: '자동 동기화 켜짐',
      terminating: '작업을 중단하는 중',
    },
  },
  ends: {
    alertmanager: { ended: '누군가 이미 알림 중지를 끝냈습니다.' },
    argocd: {
      operation: '작업이 {{phase}}(으)로 끝났습니다: {{message}}.',
      operationPaused:
        '작업이 {{phase}}(으)로 끝났습니다: {{message}}. 자동 동기화는 멈춰 있습니다. 이 실행을 되돌리거나 자동 동기화를 되살리면 다시 켜집니다.',
      replaced: '그 사이 다른 배포가 이 실행의 작업을 대신했습니다.',
      replacedPaused:
        '그 사이 다른 배포가 이 실행의 작업을 대신했습니다. 자동 동기화는 멈춰 있습니다. 이 실행을 되돌리거나 자동 동기화를 되살리면 다시 켜집니다.',
      degraded: '애플리케이션이 {{health}} 상태에서 회복되지 않습니다.',
      degradedPaused:
        '애플리케이션이 {{health}} 상태에서 회복되지 않습니다. 자동 동기화는 멈춰 있습니다. 이 실행을 되돌리거나 자동 동기화를 되살리면 다시 켜집니다.',
      interruptedPaused:
        '아직 롤백되지 않았지만 요청이 뒤늦게 처리될 수 있습니다. 다시 하기 전에 애플리케이션을 확인하세요. 자동 동기화는 멈춰 있습니다. 이 실행을 되돌리거나 자동 동기화를 되살리면 다시 켜집니다.',
      policyBack: '무언가가 동기화 정책을 곧바로 다시 바꾸었습니다.',
      turnedOnAgain: '자동 동기화를 껐지만 무언가가 곧바로 다시 켰습니다.',
    },
    notInstalled: '이 작업을 수행하는 모듈이 더 이상 설치되어 있지 않습니다.',
    expired:
      '포털이 중단된 사이에 계획이 만료되었습니다. 더 바뀐 것은 없습니다.',
    interrupted: '변경하기 전에 포털이 중단되었습니다. 바뀐 것은 없습니다.',
    valueGone:
      '입력한 값이 더 이상 남아 있지 않습니다. 이미 쓰였거나, 시간이 지났거나, 포털의 다른 인스턴스가 메모리에 가지고 있습니다. 새 계획을 만들고 다시 입력하세요.',
    timeout: '변경은 적용되었지만 제시간에 완전히 반영되지 않았습니다.',
    unknown:
      '변경이 반영되었는지 알 수 없습니다: {{why}}. 다시 하기 전에 대상을 확인하세요.',
    mayStillLand:
      '아직 바뀐 것은 없지만 요청이 뒤늦게 처리될 수 있습니다. 다시 하기 전에 대상을 확인하세요.',
    mayStillLandWhy:
      '아직 바뀐 것은 없지만 요청이 뒤늦게 처리될 수 있습니다({{why}}). 다시 하기 전에 대상을 확인하세요.',
    cancelled: {
      before: '{{by}}이(가) 변경 전에 취소했습니다.',
      after: '{{by}}이(가) 취소했습니다. 이미 바뀐 것은 그대로 남습니다.',
    },
    kubernetes: {
      deadline:
        '디플로이먼트가 기한 안에 진행되지 않았습니다(ProgressDeadlineExceeded): {{message}}',
      deleted: '{{kind}}이(가) 삭제되었습니다.',
      scaledBack:
        '{{replicas}}개로 조정했지만 다시 {{now}}개입니다. 오토스케일러 {{name}}({{min}}~{{max}})이 개수를 정합니다.',
      scaledSince:
        '{{replicas}}개로 조정했지만 그 뒤 다른 무언가가 {{now}}개로 바꾸었습니다.',
      changedSince: '쓰기는 했지만 그 뒤에 다른 것이 다시 바꾸었습니다.',
      templateReplaced:
        '그 사이 다른 무언가가 템플릿을 바꾸었습니다. 그 롤아웃이 이 롤아웃을 대신합니다.',
      imageHealed:
        '예전 이미지로 돌아갔습니다. Argo CD(애플리케이션 {{application}})가 Git의 내용으로 되돌렸습니다. Git에서 바꾸거나 먼저 자동 동기화를 멈추세요.',
      autoscalerChanged:
        '그 사이 다른 무언가가 오토스케일러를 바꾸었습니다. 지금은 {{min}}~{{max}}개를 허용합니다.',
      autoscalerHealed:
        '오토스케일러가 다시 {{min}}~{{max}}개를 허용합니다. Argo CD(애플리케이션 {{application}})가 Git의 내용으로 되돌렸습니다. Git에서 바꾸거나 먼저 자동 동기화를 멈추세요.',
      resumedSince: '그 사이 다른 무언가가 롤아웃을 재개했습니다.',
      pausedSince: '그 사이 다른 무언가가 롤아웃을 다시 일시 중지했습니다.',
      jobFailed: '잡이 실패했습니다({{reason}}): {{message}}',
      jobGone: '잡이 끝나기 전에 삭제되었습니다.',
      probeNotRun: '점검을 실행하지 못했습니다({{reason}}): {{message}}',
      probeUnknownHost:
        '{{host}}의 주소를 찾지 못했습니다. 클러스터 DNS가 이 이름을 모릅니다.',
      probeNoDns:
        '{{host}}을(를) 조회하지 못했습니다. 클러스터 DNS가 응답하지 않았습니다(nslookup 종료 코드 {{code}}).',
      probeRefused:
        '{{host}}이(가) 연결을 거부했습니다. 이 포트에서 받는 프로세스가 없거나 준비된 파드가 없습니다.',
      probeTimeout:
        '{{host}}이(가) 10초 안에 응답하지 않았습니다. 네트워크 정책이 점검 파드를 막거나 파드가 멈춰 있을 수 있습니다.',
      probeTls: '{{host}}와(과) TLS 연결을 맺지 못했습니다.',
      probeReset:
        '{{host}}이(가) 연결을 끊었습니다. mTLS가 STRICT이면 메시 밖의 요청을 이렇게 거절합니다.',
      probeFailed:
        '{{host}}을(를) 호출하지 못했습니다. curl 종료 코드 {{code}}.',
    },
  },
  outcome: {
    argocd: {
      rollback: {
        succeeded:
          '이전 리비전이 실행되고 모든 파드가 준비되었습니다. git에는 나중 리비전이 남아 있어 Argo CD가 OutOfSync로 표시하지만 롤백 뒤에는 정상입니다. 자동 동기화는 되살릴 때까지 멈춰 있습니다.',
      },
    },
  },
  cannotUndo: {
    argocd: {
      dryRun: '시험 실행은 아무것도 바꾸지 않습니다.',
      partial:
        '일부 객체만의 동기화나 첫 배포 이전은 Argo CD에 기록이 없습니다.',
      terminate:
        '중단한 작업은 이어지지 않습니다. 다시 동기화하거나 롤백하세요.',
      refresh: '새로고침은 다시 확인할 뿐 아무것도 바꾸지 않습니다.',
    },
    alertmanager: {
      expire:
        '끝난 알림 중지는 되돌릴 수 없습니다. 경보의 알림을 다시 중지하세요.',
    },
    running: '이 실행은 아직 끝나지 않았습니다.',
    undone: '이 실행은 이미 되돌려졌습니다.',
    unchanged: '바꾼 것이 없습니다.',
    late: '더 이상 되돌릴 수 없습니다.',
    none: '되돌릴 방법이 없습니다.',
    kubernetes: {
      restart: '재시작은 파드를 같은 것으로 바꿀 뿐이라 되돌릴 것이 없습니다.',
      deletePod:
        '삭제된 파드는 돌아오지 않습니다. 컨트롤러가 그 자리에 새 파드를 만듭니다.',
      several:
        '여러 객체를 한 번에 되돌리지는 않습니다. 하나씩 이전 내용으로 적용하세요.',
      created:
        '새로 만든 객체입니다. 되돌리려면 무엇이 이 객체를 쓰는지 확인한 뒤 삭제하세요(kubectl delete).',
      credential:
        '객체에 자격 증명으로 보이는 값이 있습니다. 포털은 그런 값을 보관하지 않으므로 되돌릴 수 없습니다.',
      secret: '포털은 이전 값을 보관하지 않으므로 되돌릴 수 없습니다.',
      reveal: '이미 본 것은 되돌릴 수 없습니다.',
      runCronJob:
        '잡이 이미 한 일은 되돌아가지 않습니다. 실행 중이라면 잡을 삭제해 멈추세요.',
      probe: '점검은 묻기만 하고 잡도 지우므로 되돌릴 것이 없습니다.',
    },
  },
  reveal: {
    title: '값',
    hint: '한 번, 1분 동안만 보입니다. 주위에 보는 사람이 없는지 확인하세요.',
    show: '값 보기',
    hide: '지금 숨기기',
    copy: '값 복사',
    left: '{{seconds}}초 남음',
    gone: '값을 숨겼습니다. 이 실행으로는 다시 볼 수 없습니다.',
    base64: '텍스트가 아닌 값이라 Base64로 보여 줍니다.',
  },
  retry: '다시 시도',
  retryHint: '지금 상태를 기준으로 같은 내용의 계획을 새로 만듭니다.',
  undo: '되돌리기',
  undoImpossible: '되돌릴 수 없습니다: {{reason}}',
  cancel: '기다리기 중단',
  cancelHint: '이미 바뀐 것은 그대로 남습니다.',
  copyCommand: '명령으로 복사',
  copied: '복사됨',
  undoOf: '되돌린 실행',
  undoneBy: '되돌린 실행 기록',
  thisRun: '이전 실행',
  laterRun: '이후 실행',
  audit: {
    title: '감사 기록',
    show: '감사 기록 보기',
    time: '시각',
    actor: '사용자',
    event: '이벤트',
    subject: '대상',
    before: '이전',
    after: '이후',
    hash: '해시',
    sequence: '번호',
    none: '감사 기록이 없습니다.',
    failed: '감사 기록을 읽지 못했습니다: {{message}}',
    nothing: '—',
  },
  unknownHelp:
    '어떻게 끝났는지 포털이 알 수 없습니다. 다시 하기 전에 대상을 확인하세요.',
  failedHelp: '바뀐 내용은 감사 기록에 있습니다.',
  stale: '최신 상태가 아닙니다: {{message}}',
  notFound: '이런 실행이 없거나 볼 권한이 없습니다.',
};
