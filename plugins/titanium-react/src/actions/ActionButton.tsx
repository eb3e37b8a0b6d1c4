import { JsonObject } from '@backstage/types';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { ReactNode, useId, useState } from 'react';
import { Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { PlanDialog } from '../plans/PlanDialog';
import { PlanSource } from '../plans/types';
import { useErrorWords } from '../plans/useErrorWords';
import { refName } from '../plans/refName';
import { titaniumReactTranslationRef, useServerWords } from '../translation';
import { useActionCheck } from './useActionCheck';

/** @public */
export interface ActionButtonProps {
  /** The action's id: `kubernetes.workload.scale`. */
  action: string;
  input: JsonObject;
  /** The entity whose page this is. */
  entityRef?: string;
  /** Names the act; the action's title without. */
  children?: ReactNode;
  startIcon?: ReactNode;
  variant?: 'text' | 'outlined' | 'contained';
  /** Called when a run was started. */
  onStarted?: (run: Run) => void;
}

/**
 * A button of a tab: opens the same plan dialog as a step of a runbook. Whoever may not use it can still reach it and
 * reads why.
 * @public
 */
export function ActionButton(props: ActionButtonProps) {
  const { action, input, entityRef, children, startIcon, variant, onStarted } =
    props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { actionTitle, refusal } = useServerWords();
  const errorWords = useErrorWords();
  const { check, error } = useActionCheck({ action, input, entityRef });
  const [source, setSource] = useState<PlanSource | null>(null);
  const reasonId = useId();

  let reason: string = check ? '' : t('plans.checking');
  if (error !== undefined) {
    reason = errorWords(error).message;
  } else if (check && !check.decision.allowed) {
    reason = refusal(check.decision);
    if (check.decision.whoMay?.length) {
      reason += ` ${t('plans.decision.whoMay', {
        who: check.decision.whoMay.map(refName).join(', '),
      })}`;
    }
  }
  const refused = reason !== '';
  const hint = reason || check?.command || '';

  return (
    <>
      <Tooltip title={hint}>
        <span>
          <Button
            size="small"
            variant={variant ?? 'outlined'}
            startIcon={startIcon}
            // Not `disabled`: the reason must be reachable by keyboard.
            aria-disabled={refused || undefined}
            aria-describedby={refused ? reasonId : undefined}
            style={
              refused ? { opacity: 0.6, cursor: 'not-allowed' } : undefined
            }
            onClick={() =>
              !refused &&
              setSource({
                type: 'request',
                request: { action: { id: action, input }, entityRef },
              })
            }
          >
            {children ?? actionTitle(action, check?.title ?? null)}
          </Button>
          {refused && (
            <span id={reasonId} hidden>
              {reason}
            </span>
          )}
        </span>
      </Tooltip>
      <PlanDialog
        source={source}
        onClose={() => setSource(null)}
        onStarted={onStarted}
      />
    </>
  );
}
