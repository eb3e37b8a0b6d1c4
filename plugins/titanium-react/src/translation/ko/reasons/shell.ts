import { shell as en } from '../../en/reasons/shell';
import { Translated } from '../../types';

export const shell: Translated<typeof en> = {
  shell: {
    placeholders: '이 단어에 자리표시자가 너무 많습니다.',
    inputPlaceholders: '이 텍스트에 자리표시자가 너무 많습니다.',
    brackets:
      '괄호로 묶은 명령은 실행하지 않습니다. 명령마다 단계를 따로 적으세요.',
    compound:
      '셸의 {{word}} 구문은 실행하지 않습니다. 명령마다 단계를 따로 적으세요.',
    prefixed:
      '명령 하나에만 적용되는 변수 설정은 지원하지 않습니다. 앞 줄에서 설정하세요.',
    missing: '여기에 명령이 없습니다.',
    unsafe:
      '{{name}} 문자는 보이지 않거나 다른 문자처럼 보입니다. 다시 입력하세요.',
    typographicQuote:
      '셸은 둥근따옴표를 인식하지 못합니다. \' 또는 "를 사용하세요.',
    chained:
      '변경 명령은 이어서 실행할 수 없습니다. 명령마다 단계를 따로 적으세요.',
    inputAlone: '히어 도큐먼트는 한 줄에 하나만 있어야 합니다.',
    background: '여기서는 백그라운드로 실행하지 않습니다. &를 빼세요.',
    pipeBoth: '|& 대신 |를 사용하세요.',
    closesNothing: '짝이 없는 닫는 괄호입니다.',
    parentheses: '여기서는 괄호에 의미가 없습니다.',
    notEvaluated: '셸의 {{word}} 구문은 평가하지 않습니다.',
    tooLong: '명령이 너무 길어 읽을 수 없습니다.',
    process: '프로세스 치환은 실행하지 않습니다.',
    endWord: '히어 도큐먼트에는 끝을 나타내는 단어가 필요합니다.',
    endWordMissing: '히어 도큐먼트의 끝을 나타내는 {{word}} 단어가 없습니다.',
    substitution:
      '명령 치환은 실행하지 않습니다. 안쪽 명령을 별도 단계로 실행하고, 그 결과를 <name> 같은 자리표시자에 넣으세요.',
    quote: '따옴표가 닫히지 않았습니다.',
    arithmetic: '산술식은 계산하지 않습니다. 숫자를 직접 적으세요.',
    expansion:
      '${NAME}만 값으로 바꿉니다. 연산자가 있는 매개변수 확장은 평가하지 않습니다.',
    runningOnly:
      '{{variable}} 값은 실행 중인 셸만 압니다. <name> 같은 자리표시자를 사용하세요.',
    quoting: '{{quote}} 인용은 지원하지 않습니다. 일반 따옴표를 사용하세요.',
    braces: '중괄호 확장은 하지 않습니다. 명령마다 단계를 따로 적으세요.',
    quoteParentheses: '여기서는 괄호에 의미가 없습니다. 따옴표로 묶으세요.',
    inputEvaluates:
      "히어 도큐먼트 안에서는 아무것도 평가하지 않습니다. 값을 직접 적거나, 적힌 그대로라면 끝 단어를 따옴표로 묶으세요('EOF').",
    splits:
      '셸에서는 {{variable}} 값이 한 단어로 유지되지 않습니다. 값을 명령에 직접 적으세요.',
    glob: '셸이 이 패턴을 파일 이름으로 확장하게 됩니다. 따옴표로 묶거나 객체 이름을 적으세요.',
  },
  pipe: {
    disagree: '파이프의 두 명령에서 --{{name}} 값이 다릅니다.',
    redirection:
      '{{operator}} 리디렉션은 지원하지 않습니다. > 뒤에 파일 이름을 적는 것만 가능하며, 내려받기가 됩니다.',
    oneFile: '파일은 하나만 쓸 수 있습니다.',
    fileName: '내려받을 파일 이름으로 쓸 수 없습니다.',
    missing: '파이프 뒤에 명령이 없습니다.',
    end: '파이프의 마지막 결과만 파일로 쓸 수 있습니다.',
    date: '날짜는 파일 이름에만 쓸 수 있습니다.',
    noInput: '이 명령은 히어 도큐먼트를 읽지 않습니다.',
    redirected:
      '이 블록이 앞에서 {{variable}} 변수를 설정해 다른 곳으로 보내게 됩니다. 그 설정을 빼고 대상을 명령에 직접 적으세요.',
    switched:
      '이 블록이 앞에서 {{cluster}} 클러스터로 전환합니다. 명령 자체에 대상이 드러나도록 --context {{cluster}}를 적으세요.',
    namespace:
      '블록 앞부분에서 {{namespace}} 네임스페이스로 전환합니다. 어디에 실행되는지 명령에 드러나도록 -n {{namespace}}를 적으세요.',
    computed:
      '{{variable}}은(는) 다른 명령의 출력이므로 변경 대상을 정하는 데 쓸 수 없습니다. 따로 조회한 뒤 <name> 같은 자리표시자를 적으세요.',
    into: '여기서는 이 명령에 파이프로 입력을 줄 수 없습니다.',
    oneInput: '히어 도큐먼트는 하나만 읽을 수 있습니다.',
    change:
      '변경 명령이 아니라 읽기 명령의 결과만 거르거나 내려받을 수 있습니다.',
  },
  filters: {
    value: '-{{letter}}에 값이 필요합니다.',
    number: '-{{letter}}에는 숫자를 적어야 합니다.',
    pattern: 'grep에 패턴이 필요합니다.',
    wc: 'wc는 wc -l만 지원합니다.',
    base64: 'base64는 base64 -d만 지원합니다.',
    jq: 'jq는 .metadata.name 같은 단순 경로만 지원합니다.',
    classes: '이름 있는 문자 클래스([[:alpha:]] 등)는 지원하지 않습니다.',
    bracket: '패턴의 [가 닫히지 않았습니다.',
    backslash: '패턴이 역슬래시로 끝납니다.',
    groups: '그룹과 반복 횟수는 지원하지 않습니다.',
    escape: '{{char}}은(는) 지원하지 않습니다.',
    patternLong: '패턴이 너무 깁니다.',
    option: '여기서는 {{name}} {{option}} 옵션을 지원하지 않습니다.',
    unknown:
      '여기서는 파이프 뒤에 {{name}} 명령을 쓸 수 없습니다. 쓸 수 있는 명령: {{filters}}.',
    placeholder: '필터에는 자리표시자를 쓸 수 없습니다.',
    files: '{{name}} 명령은 여기서 파일이 아니라 단계의 결과만 읽습니다.',
  },
  wrappers: {
    sudo: 'sudo는 빼세요. 포털이 사용자의 권한을 확인한 뒤 자체 자격 증명으로 실행합니다.',
    xargs: 'xargs는 줄마다 명령을 실행하게 됩니다. 대신 객체 이름을 적으세요.',
    eval: 'eval은 실행하지 않습니다. 명령 자체를 적으세요.',
    watch: 'watch는 빼세요. 서비스의 실시간 탭이 저절로 갱신됩니다.',
    other: '{{name}} 안의 명령은 실행하지 않습니다. 명령 자체를 적으세요.',
  },
  assigned: {
    known: '아래 단계들이 이 값을 사용합니다.',
    computed:
      '이 값을 만들기 위해 아무것도 실행하지 않습니다. 아래의 조회 단계는 값을 입력받고, 변경 단계에는 쓸 수 없습니다.',
    open: '이 값을 만들려고 명령을 실행하지는 않습니다. 이 값을 쓰는 단계에서 물어봅니다.',
  },
  queries: {
    tooLong: '쿼리가 {{most}}자를 넘습니다.',
    end: '{{at}}: 쿼리가 끝나지 않았습니다.',
    unexpected: '{{at}}: 여기에 올 수 없습니다: {{what}}',
    duration: '5m 같은 기간을 적으세요.',
    backquote: '값에 백틱(`)을 쓸 수 없습니다.',
    placeholder:
      '자리표시자는 따옴표 안의 값이나 기간 자리에만 쓸 수 있습니다.',
    matcher:
      '빈 값과 일치하지 않는 등호 또는 정규식 매처가 하나 이상 있어야 합니다.',
    syntax: '쿼리 문법 오류: {{message}}',
  },
};
