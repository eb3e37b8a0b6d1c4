import { Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { RunView } from './RunView';
import { useRun } from './useRun';

/** A run that was just started, followed to its end. */
export function FollowedRun(props: { run: Run; onUndo: (run: Run) => void }) {
  const { run, onUndo } = props;
  const followed = useRun(run.id, run);
  return (
    <RunView
      run={followed.run ?? run}
      events={followed.events}
      error={followed.error}
      onUndo={onUndo}
      onChanged={followed.refresh}
    />
  );
}
