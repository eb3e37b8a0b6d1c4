import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  ActionCheckRequest,
  CopyButton,
  monospace,
  useActionCheck,
  useErrorWords,
  useServerWords,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import {
  PodRow,
  WorkloadRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../../translation';
import { ActionControl } from '../actions/ActionControl';
import { canRoll, deletePodRequest, restartRequest } from '../actions/requests';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 16px',
      padding: '8px 0',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    button: { flex: '0 0 auto', minWidth: 128 },
    words: { flex: '1 1 240px', minWidth: 0, fontSize: 13, lineHeight: '20px' },
    command: { ...monospace, fontSize: 12, overflowWrap: 'anywhere' },
    reason: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumPodActions' },
);

function Row(props: {
  label: string;
  name: string;
  request: ActionCheckRequest;
}) {
  const { label, name, request } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const errorWords = useErrorWords();
  const { refusal } = useServerWords();
  const { check, error } = useActionCheck(request);
  const refused = check && !check.decision.allowed;
  return (
    <div className={classes.row}>
      <span className={classes.button}>
        <ActionControl label={label} name={name} request={request} />
      </span>
      <span className={classes.words}>
        {check?.command && (
          <code className={classes.command}>{visibleText(check.command)}</code>
        )}
        {refused && (
          <div className={classes.reason}>{refusal(check.decision)}</div>
        )}
        {!check && (
          <span className={classes.reason}>
            {error === undefined
              ? t('pods.actions.checking')
              : errorWords(error).message}
          </span>
        )}
      </span>
      {check?.command && (
        <CopyButton text={check.command} label={t('pods.actions.command')} />
      )}
    </div>
  );
}

/** What can be done about the pod, each with the command that does the same. */
export function PodActions(props: {
  pod: PodRow;
  workload: WorkloadRow | undefined;
  entityRef: string;
}) {
  const { pod, workload, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  return (
    <div>
      <Row
        label={t('pods.actions.delete')}
        name={pod.name}
        request={deletePodRequest(pod, entityRef)}
      />
      {workload && canRoll(workload) && (
        <Row
          label={t('pods.actions.restart')}
          name={workload.name}
          request={restartRequest(workload, entityRef)}
        />
      )}
    </div>
  );
}
