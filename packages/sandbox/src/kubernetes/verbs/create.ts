import { acceptObject, isDryRun } from '../objects/accept';
import { createObject } from '../objects/write';
import { readObject } from '../request/body';
import { Verb } from '../server/call';

export const create: Verb = async call => {
  const body = await readObject(call.request);
  const input = acceptObject(call, call.type, body);
  return {
    code: 201,
    body: createObject(call, input, isDryRun(call.query)),
    convertible: true,
  };
};
