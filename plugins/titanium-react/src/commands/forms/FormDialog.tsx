import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { JsonObject } from '@backstage/types';
import { FormEvent, useId, useRef, useState } from 'react';
import {
  Plan,
  PlanRequest,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef, TitaniumRequestError } from '../../api';
import { DocumentStyles } from '../../plans/DocumentStyles';
import { Notice } from '../../plans/Notice';
import { useErrorWords } from '../../plans/useErrorWords';
import { titaniumReactTranslationRef, useServerWords } from '../../translation';
import { AutoscalerForm } from './AutoscalerForm';
import { FormName, FormProps, textOf } from './formFields';
import { ManifestForm } from './ManifestForm';
import { ObjectForm } from './ObjectForm';
import { SecretForm } from './SecretForm';
import { useFormStyles } from './useFormStyles';

const FIELDS: Record<FormName, (props: FormProps) => JSX.Element | null> = {
  autoscaler: AutoscalerForm,
  manifest: ManifestForm,
  object: ObjectForm,
  secret: SecretForm,
};

/** Where the command points: "secret postgres-secret · titanium-prod". */
function targetText(form: FormName, input: JsonObject): string {
  const kind = {
    autoscaler: 'hpa',
    secret: 'secret',
    object: '',
    manifest: '',
  }[form];
  const name = textOf(input, 'name');
  const object = name && `${kind || textOf(input, 'kind') || ''}/${name}`;
  return [object, textOf(input, 'namespace'), textOf(input, 'cluster')]
    .filter(Boolean)
    .join(' · ');
}

export interface FormDialogProps {
  form: FormName;
  /** What the statement says already. */
  input: JsonObject;
  title: string;
  /** The plan's request without its fields. */
  request: PlanRequest;
  onClose: () => void;
  /** Called with the plan that the server has made of it. */
  onPlanned: (plan: Plan) => void;
}

function Contents(props: FormDialogProps & { titleId: string }) {
  const { form, input, title, request, onClose, onPlanned, titleId } = props;
  const classes = useFormStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { refusal } = useServerWords();
  const errorWords = useErrorWords();
  const api = useApi(titaniumApiRef);
  const [fields, setFields] = useState<JsonObject | null>(null);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>();
  const inFlight = useRef(false);
  const Fields = FIELDS[form];

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!fields || inFlight.current) {
      return;
    }
    inFlight.current = true;
    setAsking(true);
    setError(undefined);
    api
      .createPlan({ ...request, fields })
      .then(onPlanned, setError)
      .finally(() => {
        inFlight.current = false;
        setAsking(false);
      });
  };
  const requestError =
    error instanceof TitaniumRequestError ? error : undefined;
  const words = error === undefined ? undefined : errorWords(error);
  return (
    <form onSubmit={submit} style={{ display: 'contents' }} noValidate>
      <DialogTitle id={titleId} disableTypography className={classes.title}>
        <h2>{title}</h2>
      </DialogTitle>
      <DialogContent className={classes.content}>
        <div className={classes.form}>
          <p className={classes.target}>{targetText(form, input)}</p>
          {words && (
            <Notice role="alert" severity="danger" title={words.title}>
              {requestError?.decision
                ? refusal(requestError.decision)
                : words.message}
            </Notice>
          )}
          <Fields
            input={input}
            entityRef={request.entityRef}
            position={requestError?.position}
            disabled={asking}
            onChange={setFields}
          />
        </div>
      </DialogContent>
      <DialogActions className={classes.actions}>
        <Button onClick={onClose}>{t('plans.cancel')}</Button>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={!fields || asking}
        >
          {t(asking ? 'commands.form.asking' : 'commands.preview')}
        </Button>
      </DialogActions>
    </form>
  );
}

function StyledDialog(props: FormDialogProps) {
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('xs'), { noSsr: true });
  const id = useId();
  return (
    <Dialog
      open
      onClose={(_event, reason) => {
        // A stray click beside it must not lose what was typed.
        if (reason !== 'backdropClick') props.onClose();
      }}
      fullWidth
      fullScreen={narrow}
      maxWidth="md"
      scroll="paper"
      aria-labelledby={`${id}title`}
    >
      <Contents {...props} titleId={`${id}title`} />
    </Dialog>
  );
}

/**
 * What a command leaves open, filled in outside the document. The server makes the plan of it; what it does not accept
 * stays here to be corrected, with the place where it can be told.
 */
export function FormDialog(props: FormDialogProps) {
  return (
    <DocumentStyles>
      <StyledDialog {...props} />
    </DocumentStyles>
  );
}
