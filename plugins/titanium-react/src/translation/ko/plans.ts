import { plans as en } from '../en/plans';
import { Translated } from '../types';

export const plans: Translated<typeof en> = {
  loading: '무엇이 바뀔지 플랫폼에 묻는 중…',
  loadingLabel: '미리보기 준비 중',
  failedTitle: '미리보기 없음',
  failed: {
    'not-permitted': '이 작업을 할 권한이 없습니다',
    'read-only': '포털이 읽기 전용입니다',
    'target-not-found': '대상을 찾지 못했습니다',
    'platform-unavailable': '플랫폼이 응답하지 않습니다',
    'platform-forbidden': '플랫폼이 포털 계정을 거부했습니다',
    'platform-rejected': '플랫폼이 요청을 거부했습니다',
    'statement-refused': '이 명령은 여기서 실행할 수 없습니다',
    'placeholder-missing': '값이 빠졌습니다',
    'invalid-input': '값이 올바르지 않습니다',
    'target-locked': '다른 사람이 지금 이 대상을 변경하고 있습니다',
    'plan-expired': '미리보기가 너무 오래되었습니다',
    'plan-changed': '미리보기 이후에 대상이 바뀌었습니다',
    'plan-consumed': '이미 사용한 미리보기입니다',
    'approval-required': '먼저 승인이 필요합니다',
    'not-installed': '설치되지 않았습니다',
    'value-gone': '값이 더 이상 남아 있지 않습니다',
    unreachable: '포털 서버가 응답하지 않습니다',
    other: '작업을 마치지 못했습니다',
  },
  retry: '다시 시도',
  freshPreview: '새 미리보기',
  expired: '미리보기의 유효 시간이 지났습니다. 변경된 것은 없습니다.',
  changed: '변경된 것은 없습니다. 지금 기준으로 다시 확인하세요.',
  target: '대상',
  cluster: '클러스터',
  namespace: '네임스페이스',
  services: '서비스',
  noService: '카탈로그에 연결된 서비스 없음',
  origin: {
    title: '출처',
    types: {
      tab: 'Titanium 탭',
      document: '문서',
      undo: '이전 실행 되돌리기',
      'actions-registry': '등록된 액션',
    },
    verified: '확인됨',
    unverified: '확인되지 않음',
    problems: {
      'page-not-found': '게시된 문서에 이 페이지가 없습니다.',
      'step-not-found': '게시된 페이지에 이 단계가 없습니다.',
      'page-too-large': '게시된 페이지가 너무 커서 확인하지 못했습니다.',
      'page-unreadable': '게시된 페이지를 읽지 못했습니다.',
    },
  },
  changes: '바뀌는 내용',
  field: '필드',
  before: '이전',
  after: '이후',
  notSet: '없음',
  noPreview: '플랫폼이 미리보기를 주지 않았습니다: {{reason}}',
  preview: {
    argocd: {
      refresh: '새로 고침은 그 자체로 클러스터를 바꾸지 않습니다.',
      watch: '이 단계는 아무것도 바꾸지 않고 지켜보기만 합니다.',
      otherRevision:
        'Argo CD는 소스가 따르는 리비전에 대해서만 무엇이 바뀌는지 알려 줍니다.',
    },
    kubernetes: {
      reveal: '바뀌는 것은 없습니다. 값을 보여 준 사실은 기록됩니다.',
    },
    alertmanager: { none: '지금 해당하는 알림이 없습니다.' },
  },
  computed: '플랫폼에 묻지 않고 현재 객체에서 계산했습니다.',
  noChange: '바뀌는 필드가 없습니다.',
  stepsTitle: '단계별로 일어날 일',
  stepsLabel: '단계',
  steps: {
    'pause-autosync': '자동 동기화 멈추기',
    'restore-autosync': '자동 동기화 되살리기',
    rollback: '{{id}}(으)로 롤백',
    verify: '정상이 되고 모든 파드가 준비될 때까지 지켜보기',
    sync: '동기화',
    'dry-run': '시험 실행',
    terminate: '작업 중단',
    refresh: '새로고침',
    kubernetes: {
      apply: '{{object}} 적용',
      create: '{{object}} 생성',
      replace: '{{object}} 변경',
      secretUpdate: '{{key}} 변경',
      secretReveal: '{{key}} 한 번 보기',
    },
    'set-image': '이미지를 바꾸고 롤아웃 지켜보기',
    'edit-autoscaler': '오토스케일러를 바꾸고 반영되는지 지켜보기',
    'pause-rollout': '롤아웃 일시 중지',
    'resume-rollout': '롤아웃 재개',
    'run-cronjob': '잡을 만들고 끝날 때까지 기다리기',
    probe: '잡을 만들어 응답을 읽고 잡을 지우기',
  },
  stepNotes: {
    grant: '바뀌는 것은 없습니다. 값을 보았다는 사실이 기록됩니다.',
    verify: '바꾸는 것은 없습니다. 모두 정상이어야 실행이 성공합니다.',
  },
  facts: {
    message: '커밋',
    author: '작성자',
    deployedAt: '배포 시각',
    images: '이미지',
  },
  diff: {
    label: '객체 전체의 차이',
    show: '객체 전체 보기',
    hide: '객체 전체 접기',
    unfold_one: '바뀌지 않은 {{count}}줄 보기',
    unfold_other: '바뀌지 않은 {{count}}줄 보기',
    added: '추가',
    removed: '삭제',
    truncated: '객체가 너무 길어 여기서 비교할 수 없습니다.',
  },
  threeWay: {
    title: '실행 뒤에 바뀐 내용',
    base: '실행이 남긴 값',
    theirs: '지금 값',
    ours: '되돌리면 쓸 값',
    state: '의미',
    conflict: '나중의 변경을 덮어씀',
    kept: '나중의 변경은 그대로 남음',
    unchanged: '그 뒤로 바뀌지 않음',
  },
  warnings: '확인하기 전에',
  warningsPast: '당시 경고',
  severity: { info: '참고', warning: '주의', danger: '위험' },
  approval: {
    title: '승인',
    required: '{{approvers}} 중 다른 사람이 승인해야 합니다.',
    waiting: '승인을 기다리는 중입니다. 닫아도 계획은 남습니다.',
    why: '높은 위험의 변경에는 다른 사람의 승인이 필요합니다.',
    approved: '{{who}}님이 승인했습니다.',
    rejected: '{{who}}님이 반려했습니다.',
    openPlan: '계획 열기',
    none: '승인이 필요 없습니다.',
  },
  decision: {
    title: '이 작업을 할 권한이 없습니다',
    whoMay: '할 수 있는 사람: {{who}}',
    approvers: '{{approvers}}만 승인할 수 있습니다.',
    audit: '{{operators}}만 감사 기록을 볼 수 있습니다.',
    policy: '이 포털의 정책이 허용하지 않습니다.',
    namespace:
      '네임스페이스 {{namespace}}은(는) 카탈로그의 어떤 서비스에도 속하지 않습니다. {{operators}}만 읽을 수 있습니다.',
    everything:
      '카탈로그에 있는 서비스의 네임스페이스를 벗어납니다. {{operators}}만 읽을 수 있습니다.',
    noOwner:
      '카탈로그의 어떤 서비스도 {{object}}을(를) 소유하지 않습니다. {{operators}}만 바꿀 수 있습니다.',
    ambiguousOwner:
      '카탈로그에서 둘 이상의 엔터티가 {{object}}을(를) 자기 것이라고 합니다{{entities}}. 그래서 소유자가 없으며 {{operators}}만 바꿀 수 있습니다.',
    risk: {
      low: '이 작업의 위험은 낮음입니다. {{operators}}만 실행할 수 있습니다.',
      medium:
        '이 작업의 위험은 중간입니다. {{operators}}만 실행할 수 있습니다.',
      high: '이 작업의 위험은 높음입니다. {{operators}}만 실행할 수 있습니다.',
    },
    otherOwner:
      '{{object}}은(는) 다른 서비스의 것입니다. 그 소유자와 {{operators}}만 바꿀 수 있습니다.',
    notOwner:
      '{{object}}은(는) {{owners}}이(가) 소유한 {{entity}}에 속합니다. 소유자와 {{operators}}만 바꿀 수 있습니다.',
    reveal: 'Secret의 값은 {{operators}}만 볼 수 있습니다.',
    readOnly: '이 포털에서 권한 검사가 꺼져 있어 아무것도 바꿀 수 없습니다.',
    undecided: '지금은 권한을 확인할 수 없습니다. 잠시 후 다시 시도하세요.',
  },
  undo: {
    possible: '되돌릴 수 있습니다.',
    impossible: '되돌릴 수 없습니다: {{reason}}',
    impossiblePlain: '되돌릴 수 없습니다.',
  },
  command: '같은 명령',
  copyCommand: '명령 복사',
  copied: '복사됨',
  validUntil: '미리보기 유효 시간 {{minutes}}분',
  risk: { low: '낮은 위험', medium: '중간 위험', high: '높은 위험' },
  cancel: '취소',
  close: '닫기',
  starting: '시작하는 중…',
  openRun: '실행 기록 열기',
  goesOn: '창을 닫아도 작업은 계속됩니다.',
  checking: '권한을 확인하는 중…',
  summary: {
    alertmanager: {
      silence:
        '{{name}} 알림을 {{duration}} 동안 중지합니다. 지금 중지되는 경보: {{held}}개.',
      expire: '{{name}} 알림 중지를 끝냅니다. 다시 통지되는 경보: {{held}}개.',
    },
    kubernetes: {
      scale:
        '{{namespace}}의 {{kind}} {{name}} 레플리카를 {{from}}개에서 {{to}}개로 바꿉니다.',
      restart:
        '{{namespace}}의 {{kind}} {{name}}을(를) 재시작합니다. 파드 {{replicas}}개가 하나씩 교체됩니다.',
      undo: '{{namespace}}의 {{kind}} {{name}}을(를) 리비전 {{from}}에서 {{to}}(으)로 되돌립니다.',
      deletePod: '{{namespace}}의 파드 {{name}}을(를) 삭제합니다.',
      apply: '{{object}}에 매니페스트를 적용합니다.',
      applySeveral: '객체 {{count}}개에 매니페스트를 적용합니다: {{object}}.',
      applySeveralNew:
        '객체 {{count}}개(새 객체 {{created}}개)에 매니페스트를 적용합니다: {{object}}.',
      edit: '{{kind}} {{name}}을(를) 편집한 내용으로 바꿉니다.',
      secretUpdate:
        '{{namespace}}에 있는 Secret {{name}}의 키 {{key}} 값을 바꿉니다.',
      secretReveal:
        '{{namespace}}에 있는 Secret {{name}}의 키 {{key}} 값을 한 번, 1분 동안 보여 줍니다.',
      setImage:
        '{{namespace}}의 {{kind}} {{name}} 이미지를 바꿉니다: {{images}}.',
      editAutoscalerRange:
        '{{namespace}}의 오토스케일러 {{name}}을(를) 바꿉니다. 레플리카 {{fromMin}}~{{fromMax}}개는 {{min}}~{{max}}개로 바뀝니다.',
      editAutoscalerTarget:
        '{{namespace}}의 오토스케일러 {{name}}을(를) 바꿉니다. CPU 목표 {{fromCpu}}%는 {{cpu}}%로 바뀝니다.',
      editAutoscaler:
        '{{namespace}}의 오토스케일러 {{name}}을(를) 바꿉니다. 레플리카 {{fromMin}}~{{fromMax}}개는 {{min}}~{{max}}개로, CPU 목표 {{fromCpu}}%는 {{cpu}}%로 바뀝니다.',
      pauseRollout:
        '{{namespace}}의 {{kind}} {{name}} 롤아웃을 일시 중지합니다.',
      resumeRollout: '{{namespace}}의 {{kind}} {{name}} 롤아웃을 재개합니다.',
      runCronJob:
        '{{namespace}}의 크론잡 {{name}}을(를) 지금 잡 {{job}}(으)로 실행합니다.',
      probeDns:
        '{{namespace}}에 잠시 띄운 파드에서 {{asked}}의 주소를 조회합니다.',
      probeHttp:
        '{{namespace}}에 잠시 띄운 파드에서 {{asked}}을(를) 호출합니다.',
    },
    argocd: {
      rollback:
        '애플리케이션 {{application}}을(를) {{from}}({{fromRevision}})에서 {{id}}({{revision}})(으)로 되돌립니다.',
      redeploy:
        '애플리케이션 {{application}}을(를) {{id}}({{revision}}) 그대로 다시 배포합니다.',
      pauseAutoSync: '애플리케이션 {{application}}의 자동 동기화를 멈춥니다.',
      restoreAutoSync:
        '애플리케이션 {{application}}의 자동 동기화를 다시 켭니다.',
      sync: '애플리케이션 {{application}}을(를) {{revision}}(으)로 동기화합니다.',
      dryRun:
        '애플리케이션 {{application}}의 {{revision}} 동기화를 시험합니다. 바뀌는 것은 없습니다.',
      terminate:
        '애플리케이션 {{application}}에서 진행 중인 작업을 중단합니다. 이미 바뀐 것은 그대로 남습니다.',
      refresh: '애플리케이션 {{application}}을(를) git과 다시 비교합니다.',
      hardRefresh:
        '애플리케이션 {{application}}의 매니페스트를 새로 만들어 git과 다시 비교합니다.',
    },
  },
  confirm: {
    alertmanager: {
      silence: '{{duration}} 동안 알림 중지',
      expire: '알림 중지 끝내기',
    },
    kubernetes: {
      scale: '{{to}}개로 스케일',
      restart: '재시작',
      undo: '리비전 {{to}}(으)로 롤백',
      deletePod: '파드 삭제',
      apply: '적용',
      applySeveral: '모두 적용',
      applySeveralNew: '모두 적용',
      edit: '저장',
      secretUpdate: '값 변경',
      secretReveal: '보기 허용',
      setImage: '이미지 바꾸기',
      editAutoscaler: '오토스케일러 바꾸기',
      editAutoscalerRange: '오토스케일러 바꾸기',
      editAutoscalerTarget: '오토스케일러 바꾸기',
      pauseRollout: '롤아웃 일시 중지',
      resumeRollout: '롤아웃 재개',
      runCronJob: '지금 실행',
      probeDns: '점검 실행',
      probeHttp: '점검 실행',
    },
    argocd: {
      rollback: '{{id}}(으)로 롤백',
      redeploy: '다시 배포',
      pauseAutoSync: '자동 동기화 멈추기',
      restoreAutoSync: '자동 동기화 되살리기',
      sync: '동기화',
      dryRun: '시험 실행',
      terminate: '중단',
      refresh: '새로고침',
      hardRefresh: '강제 새로고침',
    },
  },
  warning: {
    'guarded-kind':
      '{{object}}: 이 종류의 객체는 한 서비스의 범위를 넘어설 수 있어 다른 사람의 승인이 필요합니다.',
    'guarded-fields':
      '{{object}}: 다음 필드는 서비스의 범위(다른 파드, Secret, 트래픽, 노드)를 넘어설 수 있어 다른 사람의 승인이 필요합니다: {{fields}}.',
    'secret-database':
      '{{workload}}은(는) 처음 만들어질 때 이 값으로 설정되었고 자체 사본을 씁니다. Secret을 바꿔도 데이터베이스의 비밀번호는 바뀌지 않습니다. 무언가 다시 시작되기 전에 역할의 비밀번호를 같은 값으로 바꾸세요(ALTER ROLE … PASSWORD). 그러지 않으면 다시 시작된 파드는 로그인하지 못합니다.',
    'secret-restart':
      '시작할 때만 값을 읽으므로, 다시 시작할 때까지 이전 값을 씁니다: {{workloads}}.',
    'secret-new-key':
      'Secret {{name}}에 아직 키 {{key}}이(가) 없어 새로 추가합니다. 이 이름으로 참조하지 않으면 아무도 읽지 않습니다.',
    'secret-controlled':
      '{{kind}} {{owner}}이(가) 이 Secret을 만들며 자기 값으로 되돌립니다. 그곳에서 값을 바꾸세요.',
    'secret-shown':
      '실행이 시작된 뒤 값을 한 번, 1분 동안 볼 수 있습니다. 포털은 값을 남기지 않으며, 값을 보았다는 사실은 감사 기록에 남습니다.',
    'changed-since':
      '그 실행 뒤에 오브젝트가 바뀌었습니다: {{paths}}. 무엇을 덮어쓰는지 확인하세요.',
    'no-alerts':
      '지금 일치하는 경보가 없습니다. 이후에 발생하는 경보의 알림이 중지됩니다.',
    'wide-silence':
      '조건이 한 서비스에 한정되지 않습니다. 다른 서비스의 경보도 함께 중지됩니다.',
    hpa: {
      disabled:
        '레플리카가 없는 동안 오토스케일러 {{name}}이(가) 멈춥니다. 직접 다시 늘리면 동작을 시작합니다.',
      outside:
        '오토스케일러 {{name}}은(는) {{min}}~{{max}}개만 허용하므로 몇 초 안에 {{back}}개로 되돌립니다.',
      back: '오토스케일러 {{name}}({{min}}~{{max}}개)은(는) 지금 {{desired}}개를 원합니다. {{replicas}}개는 범위 안이지만 다음에 부하를 확인할 때(보통 몇 초 안에) 다시 {{desired}}개로 되돌립니다.',
      inside:
        '오토스케일러 {{name}}({{min}}~{{max}}개)이 부하에 따라 개수를 정합니다. {{replicas}}개는 범위 안이지만 부하가 달라지면 다시 바뀝니다.',
    },
    'disruption-budget': {
      scale:
        '중단 예산 {{name}}은(는) 사용 가능한 파드 {{least}}개를 요구하지만, 스케일은 이를 지키지 않습니다.',
      delete:
        '중단 예산 {{name}}은(는) 지금 중단을 허용하지 않지만, 파드 삭제는 이를 지키지 않습니다.',
    },
    'database-scale':
      '이 StatefulSet의 레플리카는 각자의 볼륨에서 {{image}}을(를) 실행합니다. 둘 이상이면 복제본이 아니라 서로 다른 데이터베이스가 됩니다.',
    'scale-to-zero': '레플리카가 없으면 다시 늘릴 때까지 서비스가 중단됩니다.',
    'single-replica': {
      scale:
        '레플리카가 하나뿐이면 파드가 교체되거나 실패할 때마다 서비스가 중단됩니다.',
      replace:
        '레플리카가 하나이고 새 파드가 준비되기 전에 멈추므로 그동안 서비스가 중단됩니다.',
      delete:
        '유일한 레플리카입니다. 새 파드가 준비될 때까지 서비스가 중단됩니다.',
    },
    'no-controller':
      '이 파드를 관리하는 컨트롤러가 없어 다른 파드가 대신하지 않습니다.',
    paused: {
      scale:
        '롤아웃이 일시 중지되어 있습니다. 스케일은 되지만 템플릿 변경은 재개할 때까지 기다립니다.',
      image:
        '롤아웃이 일시 중지되어 있습니다. 새 이미지는 템플릿에 남아 있다가 롤아웃을 재개해야 실행됩니다.',
      pause:
        '새 이미지와 재시작, Argo CD 동기화는 재개할 때까지 템플릿에서 기다립니다. 그동안 롤백할 수 없습니다.',
      pauseUnderWay:
        '진행 중인 롤아웃이 그 자리에서 멈춥니다. 재개할 때까지 이전 파드와 새 파드가 함께 요청을 처리합니다.',
      resume: '일시 중지된 동안 템플릿에서 바뀐 내용이 지금 배포됩니다.',
    },
    'mutable-tag':
      '{{images}}의 태그는 한 이미지를 가리키지 않습니다. 노드가 언제 가져오느냐에 따라 실행되는 이미지가 달라지고, 되돌려도 예전 이미지가 아닐 수 있습니다. 버전이나 다이제스트를 지정하세요.',
    'autoscaler-range': {
      up: '지금 레플리카는 {{replicas}}개입니다. 부하와 상관없이 곧바로 {{more}}개를 더 시작합니다.',
      down: '지금 레플리카는 {{replicas}}개입니다. 부하와 상관없이 {{less}}개를 종료합니다.',
      fixed: '최소와 최대가 모두 {{min}}개라 더는 부하를 따라가지 않습니다.',
    },
    'cronjob-active':
      '이미 실행 중입니다({{jobs}}). 직접 만든 잡에는 concurrencyPolicy가 적용되지 않습니다.',
    'cronjob-suspended':
      '스케줄이 중지되어 있습니다. 이 잡은 그래도 한 번 실행되고, 스케줄은 중지된 채로 남습니다.',
    'backup-no-password':
      '컨테이너 {{container}}은(는) PostgreSQL에 접속하지만 비밀번호(PGPASSWORD)가 없습니다. 서버가 신뢰하지 않으면 잡이 실패합니다.',
    'backup-pipe':
      '컨테이너 {{container}}은(는) pipefail 없이 pg_dump를 다른 프로그램으로 넘깁니다. 덤프가 실패해도 잡은 성공으로 끝납니다. 백업 크기를 확인하세요.',
    'probe-no-service':
      '{{namespace}}에 서비스 {{name}}이(가) 없어 이름의 주소를 찾지 못합니다.',
    'probe-port':
      '서비스 {{name}}에는 포트 {{port}}이(가) 없고 {{ports}}만 있어 응답이 없습니다.',
    'probe-network-policy':
      '네트워크 정책 {{policies}}이(가) 점검 파드를 막습니다. 서비스가 정상이어도 시간이 초과됩니다. app.kubernetes.io/name=titanium-probe 레이블의 파드를 허용하는 정책이 있으면 통과합니다.',
    'no-change': {
      scale: '이미 레플리카가 {{replicas}}개입니다. 바뀌는 것이 없습니다.',
      undo: '템플릿이 이미 리비전 {{revision}}과 같습니다. 바뀌는 것이 없습니다.',
      delete: '이미 삭제되는 중입니다.',
      image: '이미 이 이미지로 실행 중입니다. 바뀌는 것이 없습니다.',
      autoscaler: '이미 이 값입니다. 바뀌는 것이 없습니다.',
      pause: '롤아웃이 이미 일시 중지되어 있습니다. 바뀌는 것이 없습니다.',
      resume: '롤아웃이 일시 중지되어 있지 않습니다. 바뀌는 것이 없습니다.',
    },
    'argocd-auto-sync':
      '자동 동기화가 켜져 있습니다. 먼저 멈추며, 직접 되살릴 때까지 멈춰 있습니다.',
    'argocd-hooks-skipped':
      '롤백은 훅을 실행하지 않습니다. 실행되지 않는 훅: {{hooks}}.',
    'argocd-not-pruned':
      '나중에 생긴 객체 {{count}}개는 클러스터에 남습니다. 롤백은 아무것도 지우지 않습니다.',
    'argocd-operation-running':
      '이 애플리케이션에 다른 작업이 진행 중입니다. 끝나거나 중단될 때까지 Argo CD는 두 번째 작업을 거부합니다.',
    'argocd-parent':
      '애플리케이션 {{parent}}이(가) 이 애플리케이션을 관리합니다. 스스로 복구하면 자동 동기화를 다시 켭니다.',
    'argocd-sync-window':
      '동기화 시간대가 닫혀 있습니다. Argo CD는 작업을 받아들이고 시간대가 열릴 때까지 진행 중 상태로 둡니다.',
    'argocd-brings-newest':
      'Argo CD가 곧바로 git의 내용을 배포합니다: 리비전 {{revision}}.',
    'argocd-prune': 'git에 없는 객체 {{count}}개를 삭제합니다({{names}}).',
    'argocd-prunes': '자동 동기화가 git에 더는 없는 객체를 삭제합니다.',
    gitops:
      'Argo CD가 이 객체를 관리합니다(애플리케이션 {{application}}). 자동 복구가 켜져 있으면 Git의 내용으로 되돌아가고, 다음 동기화 때도 되돌아갑니다.',
    'gitops-heals':
      'Argo CD가 애플리케이션 {{application}}을(를) 자동 복구하므로 몇 초 안에 Git의 내용으로 되돌립니다. Git에서 바꾸거나 먼저 자동 동기화를 멈추세요.',
  },
};
