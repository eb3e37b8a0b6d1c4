import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  ChoicesRequest,
  ChoicesResponse,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '../api';

/** What may fill a placeholder, asked for when its list opens. */
export type Choices =
  | { state: 'idle' | 'loading' }
  | { state: 'ready'; answer: ChoicesResponse }
  | { state: 'failed'; message: string };

export function useChoices(): {
  choices: Choices;
  load: (request: ChoicesRequest) => void;
} {
  const api = useApi(titaniumApiRef);
  const [choices, setChoices] = useState<Choices>({ state: 'idle' });
  const abort = useRef<AbortController>();
  useEffect(() => () => abort.current?.abort(), []);
  const load = useCallback(
    (request: ChoicesRequest) => {
      abort.current?.abort();
      const mine = new AbortController();
      abort.current = mine;
      // Choices asked for before stay in sight while they are asked for again.
      setChoices(known =>
        known.state === 'ready' ? known : { state: 'loading' },
      );
      api.choices(request, mine.signal).then(
        answer =>
          !mine.signal.aborted && setChoices({ state: 'ready', answer }),
        error =>
          !mine.signal.aborted &&
          setChoices({
            state: 'failed',
            message: error instanceof Error ? error.message : String(error),
          }),
      );
    },
    [api],
  );
  return { choices, load };
}
