import Button from '@material-ui/core/Button';
import LockIcon from '@material-ui/icons/LockOutlined';
import {
  ActionCheckRequest,
  useActionCheck,
  useServerWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { MouseEvent } from 'react';
import { useOpenPlan } from './PlanContext';

/**
 * A button that plans an action. Who may not, sees a lock and reads why; pressing it then opens the plan, which explains
 * the rest, so that the button stays in reach of keyboard and screen reader.
 */
export function ActionControl(props: {
  label: string;
  /** Of what; for screen readers. */
  name: string;
  request: ActionCheckRequest;
  /** Instead of planning at once: asks for what is missing first. */
  onAsk?: (anchor: HTMLElement) => void;
}) {
  const { label, name, request, onAsk } = props;
  const openPlan = useOpenPlan();
  const { check } = useActionCheck(request);
  const { refusal } = useServerWords();
  const refused = check !== undefined && !check.decision.allowed;
  return (
    <Button
      size="small"
      variant="outlined"
      aria-label={`${label}: ${name}`}
      title={refused ? refusal(check.decision) : check?.command ?? undefined}
      startIcon={refused ? <LockIcon fontSize="inherit" /> : undefined}
      onClick={(event: MouseEvent<HTMLElement>) => {
        if (onAsk && !refused) onAsk(event.currentTarget);
        else openPlan(request);
      }}
    >
      {label}
    </Button>
  );
}
