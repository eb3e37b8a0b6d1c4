import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useState } from 'react';
import { titaniumReactTranslationRef } from '../../translation';
import { FormProps } from './formFields';
import { TextEditor } from './TextEditor';
import { useFormStyles } from './useFormStyles';

/** What a command's manifest is: pasted, since the portal has neither its files nor kustomize. */
export function ManifestForm(props: FormProps) {
  const { input, position, disabled, onChange } = props;
  const classes = useFormStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const [text, setText] = useState('');
  const id = useId();
  const source = input.source as
    | { type?: string; path?: string | null }
    | undefined;
  const path = source?.path ?? '';
  let hint: string = t('commands.form.manifest.hint');
  if (source?.type === 'kustomize') {
    hint = t('commands.form.manifest.kustomize', { path });
  } else if (source?.type === 'file' && path) {
    hint = t('commands.form.manifest.file', { path });
  }
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {t('commands.form.manifest.label')}
      </label>
      <TextEditor
        id={id}
        value={text}
        position={position}
        describedBy={`${id}hint`}
        disabled={disabled}
        onChange={value => {
          setText(value);
          onChange(value.trim() ? { manifest: value } : null);
        }}
      />
      <p id={`${id}hint`} className={`${classes.hint} ${classes.below}`}>
        {hint}
      </p>
    </div>
  );
}
