import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import CheckIcon from '@material-ui/icons/Check';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import { titaniumReactTranslationRef } from '../../translation';
import { useCopy } from './useCopy';

/** @public */
export interface CopyButtonProps {
  /** The text, or how to make it when it is asked for. */
  text: string | (() => string);
  /** What is copied: "Copy command". */
  label?: string;
  /** An icon alone by default; `text` shows the label beside it. */
  variant?: 'icon' | 'text';
}

/** Copies a text and says so for two seconds. @public */
export function CopyButton(props: CopyButtonProps) {
  const { text, variant = 'icon' } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { state, copy } = useCopy();
  const label = props.label ?? t('components.copy.copy');
  const said = state === 'idle' ? label : t(`components.copy.${state}`);
  const icon =
    state === 'copied' ? (
      <CheckIcon fontSize="inherit" />
    ) : (
      <CopyIcon fontSize="inherit" />
    );
  return variant === 'text' ? (
    <Button
      size="small"
      startIcon={icon}
      onClick={() => copy(typeof text === 'string' ? text : text())}
    >
      <span aria-live="polite">{said}</span>
    </Button>
  ) : (
    <IconButton
      size="small"
      aria-label={said}
      title={said}
      onClick={() => copy(typeof text === 'string' ? text : text())}
    >
      {icon}
    </IconButton>
  );
}
