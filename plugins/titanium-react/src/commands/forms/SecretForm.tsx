import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useState } from 'react';
import { titaniumReactTranslationRef } from '../../translation';
import { FormProps, textOf } from './formFields';
import { useFirstFocus } from './useFirstFocus';
import { useFormStyles } from './useFormStyles';

/** A value for one key of a Secret: typed, never shown, or made by the server, never seen. */
export function SecretForm(props: FormProps) {
  const { input, disabled, onChange } = props;
  const classes = useFormStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const [generate, setGenerate] = useState(false);
  const id = useId();
  const first = useFirstFocus<HTMLInputElement>();
  const choose = (made: boolean) => {
    setGenerate(made);
    onChange(made ? { value: { generate: true } } : null);
  };
  return (
    <>
      <fieldset className={classes.choices} disabled={disabled}>
        <legend className={classes.label}>
          {t('commands.form.secret.legend', {
            key: textOf(input, 'key') ?? '',
          })}
        </legend>
        <label className={classes.choice}>
          <input
            type="radio"
            name={`${id}how`}
            checked={!generate}
            onChange={() => choose(false)}
          />
          {t('commands.form.secret.type')}
        </label>
        <label className={classes.choice}>
          <input
            type="radio"
            name={`${id}how`}
            checked={generate}
            onChange={() => choose(true)}
          />
          {t('commands.form.secret.generate')}
        </label>
      </fieldset>
      {!generate && (
        <div>
          <label htmlFor={id} className={classes.label}>
            {t('commands.form.secret.value')}
          </label>
          <input
            ref={first}
            id={id}
            className={classes.input}
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            disabled={disabled}
            // Not held by React, which would write it into the page as an attribute.
            onChange={({ target }) =>
              onChange(target.value ? { value: target.value } : null)
            }
          />
        </div>
      )}
      <p className={classes.hint}>{t('commands.form.secret.hint')}</p>
    </>
  );
}
