import { commands as en } from '../../en/reasons/commands';
import { Translated } from '../../types';

export const commands: Translated<typeof en> = {
  verbs: {
    missing: '{{tool}}에는 {{example}} 같은 명령이 필요합니다.',
    unknown: '{{tool}}에 {{name}} 명령이 없습니다.',
    unknownNear: '{{tool}}에 {{name}} 명령이 없습니다. 혹시 {{near}}인가요?',
    missingOneOf: '{{tool}} 다음에는 이 중 하나가 필요합니다: {{names}}.',
  },
  flags: {
    after: '플래그는 명령 뒤에 적습니다.',
    oneDash: '{{flag}} 앞에 하이픈이 하나뿐입니다. {{meant}}로 적으세요.',
    needsValue: '{{flag}} 플래그에는 값이 필요합니다.',
    twice: '{{flag}} 플래그가 두 번 있습니다.',
    empty: '{{flag}} 값을 비워 둘 수 없습니다.',
    trueFalse: '{{flag}} 값은 true 또는 false여야 합니다.',
    unknown: '{{verb}}에 {{flag}} 플래그가 없습니다.',
    unknownNear: '{{verb}}에 {{flag}} 플래그가 없습니다. 혹시 {{near}}인가요?',
    refused: {
      argocdConnection:
        '포털은 운영자가 설정한 Argo CD에 연결합니다. 이 플래그는 빼세요.',
      identity:
        '명령을 누구의 권한으로 실행할지는 포털이 정합니다. 이 플래그는 빼세요.',
      files: '페이지에서는 파일을 읽지 않습니다. 이 플래그는 빼세요.',
      oneApplication:
        '애플리케이션은 셀렉터로 고르지 않고 하나씩 지정합니다. 애플리케이션 이름을 적으세요.',
      force:
        '여기서는 객체를 삭제하고 다시 만들지 않습니다. 이 플래그는 빼세요.',
      replace: '여기서는 객체를 교체하지 않습니다. 이 플래그는 빼세요.',
      label:
        '객체는 이름으로 고릅니다. --resource group:kind:namespace/name을 사용하세요.',
      strategy:
        '포털은 훅을 포함해 애플리케이션에 정의된 대로 동기화합니다. 이 플래그는 빼세요.',
      retry: '포털은 변경을 자동으로 재시도하지 않습니다. 이 플래그는 빼세요.',
      allowEmpty:
        '애플리케이션이 저절로 비워지면 안 됩니다. 이 플래그는 빼세요.',
      connection:
        '포털은 설정된 클러스터에만 연결합니다. --context에 그중 하나의 이름을 적으세요.',
      verified: '연결은 항상 검증합니다. 이 플래그는 빼세요.',
      written: '서버에 파일을 쓰지 않습니다. 이 플래그는 빼세요.',
      fileObject:
        '페이지에서는 파일을 읽지 않습니다. 대신 객체 이름을 적으세요.',
      oneObject:
        '여기서는 레이블로 여러 객체를 고르지 않고 객체 하나를 지정합니다. 이름을 적으세요.',
      raw: '원시(raw) 요청은 보내지 않습니다. 대신 리소스 이름을 적으세요.',
      template:
        '템플릿은 평가하지 않습니다. -o jsonpath, yaml, json 중 하나를 사용하세요.',
      all: '변경은 이름을 적은 객체 하나에만 하며 전체에는 하지 않습니다. 이름을 적으세요.',
      graceful:
        '파드는 자체 설정에 따라 정상 종료(graceful)로 삭제됩니다. 이 플래그는 빼세요.',
      record:
        '누가 언제 무엇을 바꿨는지는 포털이 기록합니다. --record는 빼세요.',
      dryRun: '모든 변경은 적용하기 전에 보여 줍니다. --dry-run은 빼세요.',
      watch: '--watch는 빼세요. 필요할 때 다시 읽으면 됩니다.',
    },
    notRead:
      '여기서는 {{verb}}에 {{flag}} 플래그를 사용할 수 없습니다. 빼고 적으세요.',
    missing: '{{flag}} 플래그가 없습니다.',
  },
  words: {
    more: '단어가 하나 더 있습니다.',
    typographicDash: '하이픈이 아닌 줄표입니다. -를 사용하세요.',
    afterDashes: '{{verb}}에서는 -- 뒤에 아무것도 적을 수 없습니다.',
  },
  names: {
    namespace: '{{name}}: 네임스페이스 이름이 아닙니다.',
    object: '{{name}}: {{kind}} 이름이 아닙니다.',
    objectEmpty: '{{kind}} 이름이 아닙니다.',
    container: '컨테이너 이름이 아닙니다.',
    thisNamespace: '네임스페이스 이름이 아닙니다.',
    needed: '{{verb}}에는 이름이 필요합니다.',
  },
  namespaces: {
    both: '네임스페이스 하나 또는 전체 중 하나만 지정하세요.',
    twice: '네임스페이스가 두 번 지정되었습니다.',
    none: '명령에 네임스페이스가 없습니다. 대상 네임스페이스를 고르세요.',
    oneForName: '이름을 적으려면 네임스페이스 하나를 지정해야 합니다.',
  },
  clusters: {
    only: '클러스터 정보만 보여 줍니다. 이 부분은 빼세요.',
    unknown:
      '{{name}} 클러스터는 설정되어 있지 않습니다. 설정된 클러스터: {{clusters}}.',
    none: '{{name}} 클러스터는 설정되어 있지 않습니다.',
    which: '어느 컨텍스트인지 적으세요.',
    own: '포털은 클러스터({{clusters}})에 직접 연결합니다. 각자 컴퓨터의 컨텍스트는 여기서 의미가 없습니다.',
    notSwitched:
      '여기서는 컨텍스트와 네임스페이스를 전환하지 않습니다. 명령마다 -n을 적고, 클러스터가 여럿이면 --context도 적으세요.',
  },
  kinds: {
    placeholder: '객체의 종류는 직접 적어야 합니다.',
    notInCluster: '클러스터에 {{kind}} 리소스 유형이 없습니다.',
    notInClusterNear:
      '클러스터에 {{kind}} 리소스 유형이 없습니다. 혹시 {{near}}인가요?',
    unknown: '알 수 없는 리소스 유형입니다: {{kind}}.',
    unknownNear: '알 수 없는 리소스 유형입니다: {{kind}}. 혹시 {{near}}인가요?',
  },
  targets: {
    kind: '{{verb}}에는 pods 같은 종류가 필요합니다.',
    oneKind: '이름을 적으려면 종류가 하나여야 합니다. kind/name으로 적으세요.',
    noKind: '이름에는 종류가 필요합니다. kind/name으로 적으세요.',
    scopes:
      '네임스페이스에 속한 종류와 속하지 않은 종류는 함께 읽을 수 없습니다.',
    either: '"kind name" 또는 "kind/name"으로 적으세요.',
    kinds: '종류가 다른 객체는 단계를 따로 적어야 합니다.',
    slash: 'kind/name으로 적으세요.',
    object: '{{verb}}에는 {{example}} 같은 객체가 필요합니다.',
    every: '이름이 없으면 모든 {{kind}}를 뜻하게 됩니다. 이름을 하나 적으세요.',
    one: '한 번에 객체 하나만 다룹니다. 객체마다 단계를 따로 적으세요.',
    onlyPods:
      '여기서는 파드만 이름을 적어 하나씩 삭제합니다. {{kind}} 객체는 그것이 정의된 매니페스트에서 제거하세요.',
    noRollout: '{{kind}}에는 롤아웃이 없습니다. 롤아웃이 있는 종류: {{kinds}}.',
    notHeld:
      '{{kind}} 롤아웃은 일시 중지할 수 없습니다. deployment만 가능합니다.',
    noUndo: 'daemonset은 아직 이전 리비전으로 되돌릴 수 없습니다.',
    notScaled:
      '{{kind}} 스케일은 여기서 할 수 없습니다. deployment와 statefulset만 가능합니다.',
    noImage:
      '{{kind}} 이미지는 여기서 설정하지 않습니다. 가능한 종류: {{kinds}}.',
  },
  images: {
    write: '객체 뒤에 container=image를 적으세요.',
    every:
      '모든 컨테이너의 이미지를 한꺼번에 설정하지 않습니다. 컨테이너 이름을 적으세요.',
    which:
      '어느 이미지인지 알 수 없습니다. 객체 뒤에 container=image를 적으세요.',
    name: '{{name}}: 이미지 이름이 아닙니다.',
    empty: '이미지 이름이 아닙니다.',
    twice: '{{container}} 컨테이너의 이미지가 두 번 지정되었습니다.',
  },
  values: { number: '정수를 적어야 합니다.' },
  apply: {
    given: '파일은 -f로, 폴더는 -k로 지정합니다.',
    one: '한 번에 파일 하나만 적용합니다. 파일마다 단계를 따로 적으세요.',
    what: '무엇을 적용할지 알 수 없습니다. -f와 파일, 또는 -k를 적으세요.',
    nothing:
      '입력이 없습니다. 명령 뒤에 <<EOF와 EOF 사이에 매니페스트를 적으세요.',
    removes:
      '적용은 아무것도 지우지 않습니다. 이 플래그는 빼고, 지울 것은 직접 삭제하세요.',
    recursive: '폴더를 통째로 읽지 않습니다. 파일마다 단계를 따로 적으세요.',
    selector:
      '적용할 것은 셀렉터로 고르지 않고 지정합니다. 파일마다 단계를 따로 적으세요.',
    conflicts:
      '다른 관리자가 관리하는 필드를 가져오지 않습니다. 이 플래그는 빼세요.',
    serverSide:
      '매니페스트를 적용하는 방식은 포털이 정합니다. 이 플래그는 빼세요.',
    validate: '매니페스트는 항상 검증합니다. 이 플래그는 빼세요.',
    empty: '매니페스트가 비어 있습니다.',
    tooLong: '매니페스트가 너무 깁니다.',
    path: '경로의 앞이나 뒤에 공백이 있습니다.',
  },
  patch: {
    json: '패치를 읽을 수 없습니다. {"spec":{"replicas":2}}처럼 작은따옴표 안에 JSON으로 적으세요.',
    twice: '패치에 같은 필드가 두 번 있습니다.',
    other:
      '패치는 디플로이먼트와 스테이트풀셋의 replicas, 오토스케일러의 한도만 지원합니다. 그 밖의 변경은 차이를 먼저 보여 주는 {{example}}을(를) 사용하세요.',
    placeholder:
      '패치의 숫자는 그대로 적어야 합니다. 실행할 때 값을 고르려면 {{example}}을(를) 사용하세요.',
    range: '{{key}} 값은 {{least}}에서 {{most}} 사이여야 합니다.',
    type: '패치는 --type=merge를 쓰거나 생략한 경우만 지원합니다.',
  },
  replace: {
    one: '한 번에 객체 하나만 교체합니다. apiVersion, kind, metadata.name을 모두 적으세요.',
    namespace: 'metadata.namespace 값이 올바른 이름이 아닙니다.',
    unread: '매니페스트 {{line}}번째 줄을 읽을 수 없습니다: {{why}}',
    namespaces:
      '매니페스트의 네임스페이스({{own}})와 명령의 네임스페이스({{given}})가 다릅니다. 같게 맞추세요.',
    saveConfig: '마지막으로 적용한 설정은 바꾸지 않습니다. 이 플래그는 빼세요.',
    clusterScoped:
      '{{kind}}은(는) 네임스페이스에 속하지 않습니다. 네임스페이스를 빼세요.',
  },
  output: {
    jsonpath: 'JSONPath 템플릿이 아닙니다.',
    columns: '열은 NAME:.metadata.name 형식으로 쉼표로 구분해 적으세요.',
    path: '뒤에 경로를 적으세요: -o jsonpath={.metadata.name}.',
    unknown:
      '{{output}} 출력은 사용할 수 없습니다. wide, yaml, json, name, jsonpath, custom-columns 중 하나를 사용하세요.',
    sortBy: '정렬 기준으로 쓸 수 있는 경로가 아닙니다.',
    labels: '레이블 키를 쉼표로 구분해 적으세요.',
    labelsInTable: '레이블은 표의 열로만 보여 줍니다.',
  },
  selectors: {
    eitherNames: '이름과 셀렉터 중 한 가지만 적으세요.',
    either: '이름과 셀렉터 중 하나만 적으세요.',
    label: '레이블 셀렉터가 아닙니다.',
    field: '필드 셀렉터가 아닙니다.',
  },
  logs: {
    none: '{{kind}}에는 자체 로그가 없습니다.',
    duration: '15m이나 1h 같은 기간을 적으세요.',
    whose:
      '어떤 로그인지 알 수 없습니다. 파드 이름이나 kind/name, 또는 -l 셀렉터를 적으세요.',
    onePod: '로그는 한 번에 파드 하나씩 봅니다.',
    containerTwice: '컨테이너가 두 번 지정되었습니다.',
    containers: '컨테이너 하나 또는 전체 중 하나만 지정하세요.',
    sinceTwice: '--since와 --since-time 중 하나만 적으세요.',
    time: '2024-05-01T10:00:00Z 같은 시각을 적으세요.',
  },
  jobs: {
    name: '{{name}}은(는) 잡 이름으로 쓸 수 없습니다.',
    only: '여기서는 크론잡의 잡만 시작합니다. --from=cronjob/name만 적으세요.',
    from: '잡은 크론잡에서 만듭니다. --from=cronjob/name을 적으세요.',
  },
  top: {
    kinds: '사용량은 파드와 노드에서만 측정합니다.',
    name: '이름은 하나만 적거나, 전체를 보려면 적지 마세요.',
    sortBy: '사용량은 cpu 또는 memory로 정렬합니다.',
  },
  describe: {
    kind: '한 번에 한 종류만 조회하세요.',
    object: '한 번에 객체 하나만 조회하세요.',
    namespace: 'describe에는 네임스페이스 하나가 필요합니다.',
  },
  events: {
    about: '--for kind/name 형식으로 적으세요.',
    types: '이벤트 유형은 Normal과 Warning입니다.',
    only: 'kubectl events에는 --for kind/name을 사용합니다.',
  },
  canI: {
    verb: 'get, list, delete 같은 동사가 아닙니다.',
    path: 'API 서버의 경로가 아닙니다.',
    sub: 'log 같은 하위 리소스가 아닙니다.',
    resource: 'kind 또는 kind/name 형식으로 적으세요.',
    as: '사용자나 서비스 어카운트의 이름이 아닙니다.',
    list: '--list는 모든 권한을 묻습니다. 나머지는 빼세요.',
    what: 'get pods처럼 동사와 종류를 적거나 --list를 사용하세요.',
  },
};
