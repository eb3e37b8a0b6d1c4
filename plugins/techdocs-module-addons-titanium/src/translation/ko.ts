/** Korean. */
export default {
  failed: '이 페이지의 명령을 확인하지 못했습니다: {{message}}',
  retry: '다시 시도',
};
