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
      kustomize:
        '포털은 kustomize를 실행하지 않습니다. "kubectl kustomize {{path}}"의 출력을 붙여 넣으세요.',
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
