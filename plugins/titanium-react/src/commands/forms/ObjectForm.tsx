import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useMemo, useState } from 'react';
import { titaniumReactTranslationRef } from '../../translation';
import { FormProps } from './formFields';
import { LiveState } from './LiveState';
import { TextEditor } from './TextEditor';
import { useFormStyles } from './useFormStyles';
import { useLiveObject } from './useLiveObject';

/** One object as text, beginning with the live one. */
export function ObjectForm(props: FormProps) {
  const { input, position, disabled, onChange } = props;
  const classes = useFormStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { cluster, namespace, kind, name } = input;
  const live = useLiveObject(
    useMemo(
      () => ({
        id: 'kubernetes.form',
        input: { cluster, namespace, kind, name },
      }),
      [cluster, namespace, kind, name],
    ),
  );
  const [edited, setEdited] = useState<string>();
  const id = useId();
  if (live.state !== 'ready') {
    return <LiveState live={live} />;
  }
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {t('commands.form.object.label')}
      </label>
      <TextEditor
        id={id}
        value={edited ?? live.text}
        position={position}
        describedBy={`${id}hint`}
        disabled={disabled}
        onChange={value => {
          setEdited(value);
          onChange(
            value.trim() && value !== live.text ? { manifest: value } : null,
          );
        }}
      />
      <p id={`${id}hint`} className={`${classes.hint} ${classes.below}`}>
        {t('commands.form.object.hint')}
      </p>
    </div>
  );
}
