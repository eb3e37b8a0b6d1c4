import { reasons as en } from '../../en/reasons';
import { Translated } from '../../types';
import { advice } from './advice';
import { commands } from './commands';
import { shell } from './shell';

export const reasons: Translated<typeof en> = {
  notOffered: '포털에 설치되지 않은 모듈이 필요합니다.',
  blockTooLong: '블록이 너무 길어 읽을 수 없습니다.',
  tooManyStatements: '여기부터는 명령이 너무 많아 읽을 수 없습니다.',
  ...advice,
  ...commands,
  ...shell,
};
