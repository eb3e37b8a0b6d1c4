import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ref } from 'react';
import { Placeholder } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumReactTranslationRef } from '../translation';
import { Combobox } from './Combobox';
import { useChoices } from './useChoices';
import { useStripStyles } from './useStripStyles';
import { StatementSource } from '@titanium-portal/backstage-plugin-titanium-common';

/** `pod-name` of `<pod-name>`, `NS` of `$NS`. */
export function placeholderName(text: string): string {
  return text.replace(/^[<[{$]+|[>\]}]+$/g, '') || text;
}

/** One field of a sentence: the placeholder's name and what fills it, with live choices. */
export function PlaceholderField(props: {
  placeholder: Placeholder;
  source: StatementSource;
  value: string;
  missing: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onChange: (value: string) => void;
  onSubmit: () => void;
}) {
  const { placeholder, source, value, missing } = props;
  const classes = useStripStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { choices, load } = useChoices();
  const name = placeholderName(placeholder.text);

  const open = () => {
    if (placeholder.type !== 'text' && placeholder.type !== 'replicas') {
      // The field's own value must not narrow its choices.
      const others = { ...source.values };
      delete others[placeholder.text];
      load({
        statement: { ...source, values: others },
        placeholder: placeholder.text,
      });
    }
  };
  let note: string | undefined;
  if (choices.state === 'loading') {
    note = t('commands.field.loading');
  } else if (choices.state === 'failed') {
    note = t('commands.field.failed', { message: choices.message });
  } else if (choices.state === 'ready') {
    if (choices.answer.choices.length === 0) {
      note = t('commands.field.none');
    } else if (choices.answer.truncated) {
      note = t('commands.field.truncated');
    }
  }

  return (
    <span className={classes.field}>
      <span className={classes.muted} aria-hidden>
        {name}
      </span>
      <Combobox
        label={t('commands.field.label', { name })}
        value={value}
        placeholder={placeholder.text}
        choices={choices.state === 'ready' ? choices.answer.choices : []}
        note={note}
        invalid={missing}
        inputRef={props.inputRef}
        onChange={props.onChange}
        onOpen={open}
        onSubmit={props.onSubmit}
      />
    </span>
  );
}
