import { acceptObject, isDryRun } from '../objects/accept';
import { served } from '../objects/served';
import { assertVersionGiven, updateObject } from '../objects/write';
import { readObject } from '../request/body';
import { ResourceCall, Verb } from '../server/call';
import { storedObject } from './get';

function subresourceOf({ info }: ResourceCall): 'status' | undefined {
  return info.subresource === 'status' ? 'status' : undefined;
}

export const update: Verb = async call => {
  const { type, query } = call;
  const body = await readObject(call.request);
  const input = acceptObject(call, type, body);
  assertVersionGiven(type, input);
  const current = served(type, storedObject(call));
  return {
    code: 200,
    body: updateObject(call, current, input, {
      dryRun: isDryRun(query),
      subresource: subresourceOf(call),
    }),
    convertible: true,
  };
};
