import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';
import {
  ActionCheck,
  ActionCheckRequest,
  TitaniumApi,
  titaniumApiRef,
} from '../api';
import { ActionChecks } from './checks';

const pools = new WeakMap<TitaniumApi, ActionChecks>();

function poolOf(api: TitaniumApi): ActionChecks {
  let pool = pools.get(api);
  if (!pool) {
    pool = new ActionChecks(api);
    pools.set(api, pool);
  }
  return pool;
}

/**
 * Whether the caller may do something, and how the same is said in a shell. Undefined while it is asked. Questions of
 * one page are gathered into few calls.
 * @public
 */
export function useActionCheck(request: ActionCheckRequest): {
  check: ActionCheck | undefined;
  error: unknown;
} {
  const api = useApi(titaniumApiRef);
  const key = JSON.stringify(request);
  const [answer, setAnswer] = useState<{
    key: string;
    check?: ActionCheck;
    error?: unknown;
  }>();
  useEffect(() => {
    let current = true;
    poolOf(api)
      .ask(JSON.parse(key))
      .then(
        check => current && setAnswer({ key, check }),
        error => current && setAnswer({ key, error }),
      );
    return () => {
      current = false;
    };
  }, [api, key]);
  return answer?.key === key
    ? { check: answer.check, error: answer.error }
    : { check: undefined, error: undefined };
}
