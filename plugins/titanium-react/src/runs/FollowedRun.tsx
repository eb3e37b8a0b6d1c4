import {
  isRunEnded,
  Run,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { useEffect } from 'react';
import { RunView } from './RunView';
import { useRun } from './useRun';

/** A run that was just started, followed to its end. */
export function FollowedRun(props: {
  run: Run;
  onUndo: (run: Run) => void;
  onEnded: () => void;
}) {
  const { run, onUndo, onEnded } = props;
  const followed = useRun(run.id, run);
  const shown = followed.run ?? run;
  const ended = isRunEnded(shown.state);
  useEffect(() => {
    if (ended) {
      onEnded();
    }
  }, [ended, onEnded]);
  return (
    <RunView
      run={shown}
      events={followed.events}
      error={followed.error}
      onUndo={onUndo}
      onChanged={followed.refresh}
    />
  );
}
