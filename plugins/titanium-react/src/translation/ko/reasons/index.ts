import { reasons as en } from '../../en/reasons';
import { Translated } from '../../types';
import { advice } from './advice';
import { commands } from './commands';
import { shell } from './shell';

export const reasons: Translated<typeof en> = {
  notOffered: '포털에 설치되지 않은 모듈이 필요합니다.',
  noPrompt:
    '이 블록에서 프롬프트가 없는 줄은 출력으로 읽으므로 실행하지 않습니다. 이 줄 앞에도 프롬프트를 적으세요.',
  blockTooLong: '블록이 너무 길어 읽을 수 없습니다.',
  tooManyStatements: '여기부터는 명령이 너무 많아 읽을 수 없습니다.',
  ...advice,
  ...commands,
  ...shell,
};
