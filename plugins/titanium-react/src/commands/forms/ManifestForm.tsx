import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { useEffect, useId, useMemo, useState } from 'react';
import { CopyButton } from '../../components/copy/CopyButton';
import { titaniumReactTranslationRef } from '../../translation';
import { FormProps } from './formFields';
import { SourceState } from './SourceState';
import { TextEditor } from './TextEditor';
import { useFormStyles } from './useFormStyles';
import { useSource } from './useSource';

interface Named {
  type: string;
  path: string;
}

function namedBy(source: unknown): Named {
  const { type, path } = (source ?? {}) as Partial<Named>;
  return { type: type ?? '', path: path ?? '' };
}

/** A command that prints what a folder is built to, for a terminal. */
function buildCommand(path: string): string {
  const word = /^[\w@%+=:,./-]+$/.test(path)
    ? path
    : `'${path.replace(/'/g, `'\\''`)}'`;
  return `kubectl kustomize ${word}`;
}

/** What a command's manifest is: its file in the source of the page's service to begin with, or what is pasted. */
export function ManifestForm(props: FormProps) {
  const { input, entityRef, position, disabled, onChange } = props;
  const classes = useFormStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { cluster, namespace } = input;
  const { type, path } = namedBy(input.source);
  const folder = type === 'kustomize';
  const source = useSource(
    useMemo(
      () =>
        path && (type === 'file' || type === 'kustomize')
          ? { cluster, namespace, source: { type, path } }
          : null,
      [cluster, namespace, type, path],
    ),
    entityRef,
  );
  const start = (source.state === 'found' && source.text) || '';
  // What was typed stays, also when the file is there only afterwards.
  const [typed, setTyped] = useState<string>();
  const text = typed ?? start;
  useEffect(() => {
    onChange(text.trim() ? { manifest: text } : null);
  }, [text, onChange]);
  const id = useId();
  let hint: string = t('commands.form.manifest.hint');
  if (start) {
    hint = t('commands.form.manifest.found');
  } else if (folder) {
    hint = t('commands.form.manifest.kustomize');
  } else if (type === 'file' && path) {
    hint = t('commands.form.manifest.file', { path });
  }
  return (
    <div>
      <div role="status" className={classes.above}>
        <SourceState source={source} path={path} />
      </div>
      <label htmlFor={id} className={classes.label}>
        {t('commands.form.manifest.label')}
      </label>
      <TextEditor
        id={id}
        value={text}
        position={position}
        describedBy={`${id}hint`}
        disabled={disabled}
        onChange={setTyped}
      />
      <p id={`${id}hint`} className={`${classes.hint} ${classes.below}`}>
        {hint}
      </p>
      {folder && path && source.state !== 'loading' && !start && (
        <p className={classes.command}>
          <code>{buildCommand(path)}</code>
          <CopyButton
            text={buildCommand(path)}
            label={t('commands.form.manifest.copy')}
          />
        </p>
      )}
      {start && text !== start && (
        <Button
          size="small"
          disabled={disabled}
          onClick={() => setTyped(undefined)}
        >
          {t('commands.form.source.again')}
        </Button>
      )}
    </div>
  );
}
