import { acceptObject, isDryRun } from '../objects/accept';
import { served } from '../objects/served';
import { updateObject } from '../objects/write';
import { applyPatch } from '../patch/apply';
import { readPatch } from '../request/body';
import { Verb } from '../server/call';
import { storedObject } from './get';

export const patch: Verb = async call => {
  const { type, query, info, request } = call;
  const content = await readPatch(request);
  const current = served(type, storedObject(call));
  const patched = applyPatch(request, type, current, content);
  return {
    code: 200,
    body: updateObject(call, current, acceptObject(call, type, patched), {
      dryRun: isDryRun(query),
      subresource: info.subresource === 'status' ? 'status' : undefined,
    }),
    convertible: true,
  };
};
