import { advice as en } from '../../en/reasons/advice';
import { Translated } from '../../types';

export const advice: Translated<typeof en> = {
  advice: {
    terminalOnly: '포털에서 사용할 수 없는 명령입니다. 터미널에서 실행하세요.',
    noTunnel:
      '터널이 필요 없습니다. 서비스의 탭에서 플랫폼의 정보를 볼 수 있습니다.',
    terminal:
      '{{command}} 명령은 포털에서 사용할 수 없습니다. 터미널에서 실행하세요.',
    connected:
      '설정할 것이 없습니다. 포털은 운영자가 설정한 클러스터에 직접 연결합니다.',
    noShell:
      '포털은 컨테이너의 셸을 열지 않습니다. Pods 탭에서 파드의 로그와 이벤트, 상세 정보를 보세요.',
    noAttach:
      '포털은 컨테이너에 연결(attach)하지 않습니다. Pods 탭에서 로그를 실시간으로 보세요.',
    watch:
      '서비스의 Pods 탭이 파드를 실시간으로 보여 줍니다. 한 번만 읽으려면 --watch를 빼세요.',
    noProxy: '프록시가 필요 없습니다. 포털이 클러스터와 직접 통신합니다.',
    noCopy:
      '파일을 복사하지 않습니다. 로그와 매니페스트는 표시되는 화면에서 내려받으세요.',
    noDebug:
      '포털은 디버그 컨테이너를 시작하지 않습니다. Pods 탭에서 파드의 로그와 이벤트, 상세 정보를 보세요.',
    noWait:
      '직접 기다릴 필요가 없습니다. 여기서 한 실행은 변경이 반영되면 끝납니다. 한 번만 확인하려면 kubectl rollout status를 사용하세요.',
    diff: 'kubectl apply가 적용하기 전에 같은 차이를 보여 줍니다.',
    whoami: '포털에 로그인한 사용자는 설정 화면에서 볼 수 있습니다.',
    database:
      '데이터베이스 구문과 덤프에는 PostgreSQL 모듈이 필요하지만 설치되어 있지 않습니다.',
    create:
      '객체를 하나씩 만들지 않습니다. 바꿀 내용을 매니페스트에 담아 kubectl apply를 사용하세요. 먼저 차이를 보여 줍니다.',
    replace:
      '파일로 객체를 통째로 교체하지 않습니다. 바꿀 내용을 매니페스트에 담아 kubectl apply를 사용하세요. 먼저 차이를 보여 줍니다.',
    autoscale:
      '오토스케일러는 여기서 만들지 않습니다. 바꿀 내용을 매니페스트에 담아 kubectl apply를 사용하세요. 먼저 차이를 보여 줍니다.',
    expose:
      '서비스는 여기서 만들지 않습니다. 바꿀 내용을 매니페스트에 담아 kubectl apply를 사용하세요. 먼저 차이를 보여 줍니다.',
    label:
      '레이블을 하나씩 설정하지 않습니다. 바꿀 내용을 매니페스트에 담아 kubectl apply를 사용하세요. 먼저 차이를 보여 줍니다.',
    annotate:
      '어노테이션을 하나씩 설정하지 않습니다. 바꿀 내용을 매니페스트에 담아 kubectl apply를 사용하세요. 먼저 차이를 보여 줍니다.',
    set: '여기서는 워크로드의 이미지만 설정할 수 있습니다. 바꿀 내용을 매니페스트에 담아 kubectl apply를 사용하세요. 먼저 차이를 보여 줍니다.',
    nodes: '노드와 인증서는 운영자가 터미널에서 다룹니다.',
  },
  tools: {
    argocdSession:
      '여기서는 로그인하지 않습니다. Argo CD 모듈을 설치하면 포털이 Argo CD에 직접 연결합니다.',
    argocd: 'Argo CD 모듈이 필요하지만 설치되어 있지 않습니다.',
    kubernetes: 'Kubernetes 모듈이 필요하지만 설치되어 있지 않습니다.',
    postgres: 'PostgreSQL 모듈이 필요하지만 설치되어 있지 않습니다.',
    git: '저장소를 변경하는 명령입니다. 작업 사본에서 실행하세요.',
    local: '각자의 컴퓨터에서 실행하는 명령으로, 포털과는 관계가 없습니다.',
    helm: 'helm은 포털에서 사용할 수 없습니다.',
    kustomize: 'kustomize는 포털에서 사용할 수 없습니다.',
    docker: '이미지는 파이프라인이 빌드하고 푸시합니다.',
    trivy: '스캔은 파이프라인이나 각자의 컴퓨터에서 실행합니다.',
  },
  missing: {
    logql:
      '로그 쿼리에는 observability 모듈이 필요하지만 설치되어 있지 않습니다.',
    promql:
      '메트릭 쿼리에는 observability 모듈이 필요하지만 설치되어 있지 않습니다.',
    sql: 'SQL에는 PostgreSQL 모듈이 필요하지만 설치되어 있지 않습니다.',
  },
  forms: {
    pasteFile:
      '서비스 소스에 있는 파일에서 시작하거나 내용을 붙여 넣으세요. 변경하기 전에 차이를 보여 줍니다.',
    pasteFolder:
      '이 폴더에 대한 kubectl kustomize의 출력을 붙여 넣으세요. 변경하기 전에 차이를 보여 줍니다.',
    limits: '새 한도를 고르세요. 변경하기 전에 차이를 보여 줍니다.',
    object: '현재 객체를 편집하세요. 변경하기 전에 차이를 보여 줍니다.',
    secret:
      '값은 단계를 실행할 때 물어봅니다. 아무에게도 보여 주지 않고 어디에도 보관하지 않습니다.',
  },
  probe: {
    option:
      '프로브에는 {{option}}을(를) 쓸 수 없습니다. 이름을 조회하거나 주소를 읽기만 합니다.',
    url: '프로브는 http://service:8080/health처럼 호스트 이름으로 된 주소를 읽습니다.',
    what: '{{command}}로 무엇을 조회할지 적으세요.',
    one: '프로브는 한 번에 하나만 조회합니다.',
    host: '소문자로 된 호스트 이름이 아닙니다.',
    flag: '점검(probe)은 운영자가 설정한 이미지로 실행하는 짧은 잡일 뿐입니다. 이 플래그는 빼세요.',
    session:
      '포털은 셸을 열지 않습니다. 조회 한 번은 단계로 실행할 수 있습니다: kubectl run probe -it --rm --image=IMAGE --restart=Never -- nslookup HOST, 또는 curl URL. 그 밖의 것은 서비스의 엔드포인트, 이벤트, 로그를 보세요.',
    pod: '여기서는 파드를 하나씩 시작하지 않습니다. 매니페스트에 담아 kubectl apply를 사용하세요.',
    restart: '점검(probe)은 한 번만 실행합니다. --restart=Never를 적으세요.',
  },
  secrets: {
    literal: '--from-literal=KEY=$VALUE 형식으로 키를 그대로 적으세요.',
    created:
      '여기서는 시크릿을 만들지 않습니다. 값 하나를 바꾸려면 kubectl create secret generic NAME --from-literal=KEY=$VALUE --dry-run=client -o yaml | kubectl apply -f - 를 사용하세요.',
    files: '페이지에서는 파일을 읽지 않습니다. --from-literal을 사용하세요.',
    type: '시크릿의 유형은 바꿀 수 없습니다. 이 부분은 빼세요.',
    hash: '시크릿 이름은 바뀌지 않습니다. 이 플래그는 빼세요.',
    generic: 'create secret generic 뒤에 이름을 적으세요.',
    dryRun: '--dry-run=client -o yaml을 함께 적어야 적용할 내용이 출력됩니다.',
    literals: '한 번에 값 하나만 바꿉니다. --from-literal을 하나만 적으세요.',
    piped: '파이프로 받은 내용은 kubectl apply -f -만 적용할 수 있습니다.',
    notEdited:
      'Secret의 값은 편집용으로 보여 주지 않습니다. 값 하나는 다음 명령으로 바꿉니다: kubectl create secret generic NAME --from-literal=KEY=$VALUE --dry-run=client -o yaml | kubectl apply -f -',
    oneByOne:
      'Secret의 값은 별도의 권한으로 하나씩 보여 줍니다. -o jsonpath={.data.KEY}를 적으세요.',
    oneValue:
      '한 번에 Secret 하나의 값 하나만 보여 줍니다. Secret 이름을 적고 이것은 빼세요.',
    written:
      '문서에 적힌 값은 비밀이 아닙니다. $VALUE 같은 변수를 적으면 단계를 실행할 때 값을 물어봅니다.',
  },
  istio: {
    name: '{{kind}} 이름 또는 name.namespace를 적으세요.',
    useKube: '클러스터에 있는 것을 분석합니다.',
    status:
      '포털은 컨트롤 플레인에 묻지 않습니다. 어떤 파드에 사이드카가 있고 준비되었는지는 Pods 탭에서, 설정 오류는 istioctl analyze로 확인하세요.',
    config:
      '포털은 프록시의 관리 포트를 열지 않습니다. 파드에 적용되는 라우트, 정책, mTLS 설정은 istioctl x describe pod로, 객체 자체는 kubectl get으로 볼 수 있습니다.',
    setup:
      '포털에서는 메시를 설치하거나 설정하지 않습니다. Istio의 도구를 사용하세요.',
    describe: 'istioctl describe에는 pod 또는 service와 이름이 필요합니다.',
    which: '어느 {{kind}}인지 적으세요.',
    files:
      '페이지에서는 파일을 읽지 않습니다. 파일을 빼면 클러스터에 있는 설정을 분석합니다.',
  },
  argocd: {
    namespaceTwice: '애플리케이션의 네임스페이스가 두 번 있습니다.',
    revision: '브랜치, 태그, 커밋이 아닙니다.',
    listName: 'argocd app list에는 이름을 쓸 수 없습니다. get을 사용하세요.',
    project: '프로젝트 이름이 아닙니다.',
    resource:
      '객체는 group:Kind:name 또는 group:Kind:namespace/name으로 적으세요. 생략하거나 제외할 수 없습니다.',
    rollbackPrune:
      '여기서 하는 롤백은 아무것도 삭제하지 않습니다. --prune은 빼세요.',
    set: '여기서는 애플리케이션의 동기화 정책만 바꿉니다. --sync-policy none 또는 automated를 사용하고, 나머지는 Git에서 바꾸세요.',
    manual:
      '자동 동기화가 없으면 정리(prune)나 복구(self-heal)도 하지 않습니다. 나머지 플래그는 빼세요.',
    policy: '--sync-policy 값은 none 또는 automated입니다.',
    output:
      '출력 형식 {{output}}은(는) 쓸 수 없습니다. {{known}} 중 하나를 쓰거나 생략하세요.',
    cluster:
      '{{name}} 클러스터의 Argo CD가 설정되어 있지 않습니다. 설정된 클러스터: {{clusters}}.',
    revisionsBoth:
      '--revision과 --revisions(--source-positions 포함) 중 하나만 적으세요.',
    positions:
      '--revisions마다 --source-positions가 하나씩 필요하며, 1부터 빠짐없이 세어야 합니다.',
    verb: 'argocd app에는 list, get, sync, rollback 같은 명령이 필요합니다.',
    deployment: '배포는 argocd app history에 나오는 번호로 지정합니다.',
    application: '{{verb}}에는 애플리케이션 이름이 필요합니다.',
    one: '한 번에 애플리케이션 하나만 다룹니다. 애플리케이션마다 단계를 따로 적으세요.',
    name: '{{name}}: 애플리케이션 이름이 아닙니다.',
    connected:
      '여기서는 로그인하지 않습니다. 포털이 Argo CD에 직접 연결하며, 할 수 있는 일은 소속 그룹에 따라 정해집니다.',
    wait: '직접 기다릴 필요가 없습니다. 여기서 한 실행은 변경이 반영되면 끝나고, Delivery 탭이 애플리케이션을 실시간으로 보여 줍니다.',
    logs: '로그는 서비스의 Logs 탭에 있습니다.',
    inGit: '애플리케이션의 정의는 Git에 있습니다. Git에서 변경하세요.',
    admins:
      '포털에서는 Argo CD 자체를 설정하지 않습니다. Argo CD의 도구를 사용하세요.',
    actions:
      '개별 객체에 대한 Argo CD 액션은 사용할 수 없습니다. 재시작과 스케일은 Pods 탭에 있습니다.',
    manifests:
      'argocd app diff를 사용하세요. 시크릿을 빼고 차이를 보여 줍니다.',
    delete: '애플리케이션은 여기서 삭제하지 않습니다. Git에서 제거하세요.',
    deleteResource:
      '객체는 여기서 삭제하지 않습니다. Git에서 제거한 다음 --prune으로 동기화하세요.',
  },
};
