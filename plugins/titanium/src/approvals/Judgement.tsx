import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Notice,
  titaniumApiRef,
  useErrorWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useState } from 'react';
import { titaniumTranslationRef } from '../translation';

const useStyles = makeStyles(
  {
    root: { display: 'flex', flexDirection: 'column', gap: 12 },
    buttons: { display: 'flex', flexWrap: 'wrap', gap: 8 },
  },
  { name: 'TitaniumJudgement' },
);

/** Approve or reject, for the second person. Approving starts nothing: the requester does. */
export function Judgement(props: { plan: Plan; onJudged: () => void }) {
  const { plan, onJudged } = props;
  const api = useApi(titaniumApiRef);
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const errorWords = useErrorWords();
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>();
  const judge = async (call: () => Promise<Plan>) => {
    setAsking(true);
    setError(undefined);
    try {
      await call();
    } catch (failure) {
      setError(failure);
    } finally {
      setAsking(false);
      onJudged();
    }
  };
  return (
    <div className={classes.root}>
      <p>{t('approvals.explain')}</p>
      <TextField
        id="titanium-judgement-reason"
        label={t('approvals.reason')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        inputProps={{ maxLength: 500 }}
        variant="outlined"
        size="small"
        multiline
        fullWidth
      />
      {error !== undefined && (
        <Notice role="alert" severity="danger" title={errorWords(error).title}>
          {errorWords(error).message}
        </Notice>
      )}
      <div className={classes.buttons}>
        <Button
          variant="outlined"
          disabled={asking}
          onClick={() =>
            judge(() => api.rejectPlan(plan.id, reason.trim() || undefined))
          }
        >
          {t('approvals.reject')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          disableElevation
          disabled={asking}
          onClick={() => judge(() => api.approvePlan(plan.id, plan.hash))}
        >
          {t('approvals.approve')}
        </Button>
      </div>
    </div>
  );
}
