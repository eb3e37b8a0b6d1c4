import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useMemo, useState } from 'react';
import { titaniumReactTranslationRef } from '../../translation';
import {
  AUTOSCALER_FIELDS,
  AutoscalerField,
  autoscalerFields,
  autoscalerValues,
  AutoscalerValues,
} from './autoscalerFields';
import { FormProps } from './formFields';
import { LiveState } from './LiveState';
import { useFirstFocus } from './useFirstFocus';
import { useFormStyles } from './useFormStyles';
import { useLiveObject } from './useLiveObject';

function NumberField(props: {
  id: string;
  label: string;
  value: string;
  first: boolean;
  disabled: boolean;
  onChange(value: string): void;
}) {
  const { id, label, value, first, disabled, onChange } = props;
  const classes = useFormStyles();
  const focus = useFirstFocus<HTMLInputElement>();
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <input
        ref={first ? focus : undefined}
        id={id}
        className={classes.input}
        type="number"
        inputMode="numeric"
        min={1}
        step={1}
        value={value}
        disabled={disabled}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  );
}

/** The three numbers of an autoscaler that a runbook changes, beginning with the live ones. */
export function AutoscalerForm(props: FormProps) {
  const { input, disabled, onChange } = props;
  const classes = useFormStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { cluster, namespace, name } = input;
  const live = useLiveObject(
    useMemo(
      () => ({
        id: 'kubernetes.get',
        input: {
          cluster,
          namespace,
          allNamespaces: false,
          kinds: ['horizontalpodautoscaler'],
          names: [String(name)],
          labelSelector: null,
          fieldSelector: null,
          output: 'json',
          jsonpath: null,
          sortBy: null,
        },
      }),
      [cluster, namespace, name],
    ),
  );
  const [edited, setEdited] = useState<Partial<AutoscalerValues>>({});
  const id = useId();
  const text = live.state === 'ready' ? live.text : undefined;
  const known = useMemo(
    () => (text === undefined ? undefined : autoscalerValues(text)),
    [text],
  );
  if (!known) {
    return <LiveState live={live} />;
  }
  const values = { ...known, ...edited };
  const change = (field: AutoscalerField, value: string) => {
    const next = { ...edited, [field]: value };
    setEdited(next);
    onChange(autoscalerFields(known, { ...known, ...next }));
  };
  return (
    <>
      <div className={classes.fields}>
        {AUTOSCALER_FIELDS.map((field, index) => (
          <NumberField
            key={field}
            id={`${id}${field}`}
            label={t(`commands.form.autoscaler.${field}`)}
            value={values[field]}
            first={index === 0}
            // Without such a metric there is no number to change.
            disabled={
              disabled ||
              (field === 'cpuUtilization' && known.cpuUtilization === '')
            }
            onChange={value => change(field, value)}
          />
        ))}
      </div>
      <p className={classes.hint}>{t('commands.form.autoscaler.hint')}</p>
    </>
  );
}
