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
  form: {
    open: '양식 열기',
    asking: '묻는 중…',
    loading: '현재 객체를 읽는 중…',
    manifest: {
      label: '매니페스트 (YAML 또는 JSON)',
      hint: '매니페스트를 붙여 넣으세요. 차이를 보고 확인하기 전에는 아무것도 바뀌지 않습니다.',
      file: '포털에는 내 파일이 없습니다. {{path}}의 내용을 붙여 넣으세요.',
      found:
        '여기서 고친 내용은 고친 그대로 적용되며 저장소의 파일은 바뀌지 않습니다. 차이를 보고 확인하기 전에는 아무것도 바뀌지 않습니다.',
      kustomize:
        '폴더를 빌드한 결과가 필요합니다. 터미널에서 이 명령을 실행하고 출력을 붙여 넣으세요.',
      copy: '명령 복사',
    },
    source: {
      loading: '이 페이지 서비스의 소스에서 파일을 찾는 중…',
      file: '이 페이지 서비스의 소스에 있는 {{path}}에서 시작합니다:',
      folder:
        '이 페이지 서비스의 소스에 있는 {{path}} 폴더를 포털이 빌드한 결과에서 시작합니다:',
      files_one: '파일 {{count}}개로 빌드',
      files_other: '파일 {{count}}개로 빌드',
      again: '파일 내용으로 다시 시작',
      missing: '자동으로 채우지 못했습니다.',
      reasons: {
        'no-entity': '이 페이지의 서비스를 볼 수 없습니다.',
        'no-location':
          '서비스에 소스 위치가 없습니다. backstage.io/source-location 어노테이션을 추가하세요.',
        'location-type':
          '여기서 읽을 수 없는 소스 위치입니다. url: 뒤에 저장소 폴더의 http 또는 https 주소를 적어야 합니다. file: 위치는 포털 서버의 디스크이므로 읽지 않습니다.',
        path: '서비스 소스 아래의 단순한 상대 경로만 읽습니다. 주소, 절대 경로, “..”, 인코딩된 문자는 쓸 수 없습니다.',
        folder:
          '.yaml, .yml, .json으로 끝나는 파일 하나만 읽으며 폴더 전체는 읽지 않습니다.',
        'not-found': '서비스의 소스에 그런 파일이 없습니다.',
        forbidden: '포털에 이 파일을 읽을 저장소 권한이 없습니다.',
        'no-integration':
          '소스 호스트에 대한 연동이 없습니다(포털 설정의 integrations).',
        'too-large': '파일이 매니페스트로 허용되는 크기(256 KiB)보다 큽니다.',
        timeout: '저장소가 제때 응답하지 않았습니다.',
        unreadable:
          '파일을 읽지 못했습니다. 소스 위치에 …/tree/main/처럼 브랜치가 적혀 있습니까?',
        refused: '이 파일은 여기에 표시하지 않습니다.',
        'kustomize-field':
          'kustomization에 포털이 빌드하지 않는 필드가 있습니다. 추측해서 빌드하지 않으니 아래 명령의 출력을 붙여 넣으세요.',
        'kustomize-path':
          'kustomization이 다른 저장소나 서비스 소스 밖을 가리킵니다. 포털은 그런 곳을 읽지 않습니다.',
        'kustomize-cycle': 'kustomization이 서로를 순환 참조합니다.',
        'kustomize-limit':
          '빌드할 내용이 너무 많습니다. 파일 50개, 256 KiB, kustomization 8단계까지만 빌드합니다.',
        'kustomize-object':
          'kustomize가 따로 처리하는 객체이며 포털은 이를 빌드하지 않습니다. 아래 명령의 출력을 붙여 넣으세요.',
        'kustomize-invalid': 'kustomize도 거부할 내용입니다.',
      },
    },
    object: {
      label: '객체 (YAML)',
      hint: '텍스트에서 지운 것은 객체에서도 지워집니다. status는 빠져 있으며, 첫 줄은 어떤 상태에서 편집을 시작했는지 나타냅니다.',
    },
    autoscaler: {
      minReplicas: '최소 레플리카',
      maxReplicas: '최대 레플리카',
      cpuUtilization: '목표 CPU (%)',
      hint: '바꾼 숫자만 보냅니다.',
    },
    secret: {
      legend: '{{key}}의 새 값',
      type: '값 입력',
      generate: '포털이 생성 (무작위 32바이트, Base64)',
      value: '값',
      hint: '값은 실행할 때까지 포털의 메모리에만 있으며 다른 곳에 저장되지 않습니다. 그 전에 포털이 다시 시작되면 다시 입력해야 합니다. 값은 표시되지 않습니다. 포털이 생성한 값은 나중에 별도의 작업으로 볼 수 있습니다.',
    },
  },
  open: {
    pods: 'Pods 열기',
    logs: 'Logs 열기',
    metrics: 'Metrics 열기',
    delivery: 'Delivery 열기',
    alerts: '알림 열기',
    runs: '실행 기록 열기',
    operations: '서비스 고르기',
  },
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
  lastRuns: '이 단계의 최근 실행(오래된 것부터): {{states}}',
  lint: {
    label: '이 단계를 확인하세요',
    show: '고친 내용 보기',
    hide: '고친 내용 접기',
    copy: '고친 내용 복사',
    gone: '{{name}}이(가) 더 이상 없습니다.',
    goneUnnamed: '이 단계가 가리키는 대상이 더 이상 없습니다.',
  },
  lints: {
    'missing-prompt':
      '이 블록에서 프롬프트가 없는 줄은 출력으로 읽으므로 실행하지 않습니다. 이 줄 앞에도 프롬프트를 적으세요.',
    'secret-namespace':
      '-n이 없으면 시크릿 {{name}}이(가) 서비스가 읽는 곳이 아니라 셸의 현재 네임스페이스에 만들어집니다.',
    'secret-rotation':
      '시크릿의 비밀번호만 바꿔도 데이터베이스의 비밀번호는 그대로입니다. ALTER ROLE을 하지 않으면 서비스가 다음 기동 때 접속하지 못합니다.',
    'secrets-in-clear':
      '{{file}}에 모든 시크릿이 평문으로 남습니다. base64는 암호화가 아닙니다.',
    'get-all-backup':
      'kubectl get all에는 ConfigMap, Secret, Ingress, 볼륨, Role, 커스텀 리소스가 빠집니다. 네임스페이스 백업으로 쓸 수 없습니다.',
    'hidden-failure':
      '{{dump}}이(가) 실패해도 {{packer}}은(는) 성공하므로, 깨진 덤프가 정상 백업처럼 보입니다.',
    'live-restore':
      '데이터가 있는 데이터베이스에 덤프를 부으면 기존 데이터에 덧붙어 충돌하고, psql은 오류가 나도 계속합니다. 빈 데이터베이스에 복원하세요.',
    'cronjob-password':
      '여기서는 pg_dump에 비밀번호가 전달되지 않아 작업이 실패합니다. 오래된 백업도 지워지지 않습니다.',
    'database-scale':
      '{{name}}의 레플리카를 둘 이상으로 늘리면 복제본이 아니라 볼륨이 따로인 별개의 데이터베이스가 생깁니다.',
    'record-flag':
      '--record는 더 이상 쓰지 않는 플래그이며 여기서는 효과가 없습니다. change-cause를 남기지 않으며, 누가 언제 무엇을 바꿨는지는 포털이 기록합니다.',
    'sql-renamed-column':
      'PostgreSQL 13부터 pg_stat_statements에 {{old}} 열이 없습니다. 지금 이름은 {{now}}입니다.',
  },
  where: '문제가 된 부분:',
  parseFailed: '이 페이지의 명령을 확인하지 못했습니다: {{message}}',
  retry: '다시 시도',
};
