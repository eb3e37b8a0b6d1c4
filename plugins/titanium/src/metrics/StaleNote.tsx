import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  absoluteTime,
  monospace,
  RelativeTime,
  StateIcon,
  titaniumReactTranslationRef,
  useErrorWords,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';
import { KeptRead } from './useKeptRead';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 8px',
      padding: '4px 0',
      fontSize: 12,
      lineHeight: '20px',
      color: theme.palette.text.primary,
    },
    words: {
      ...monospace,
      minWidth: 0,
      maxWidth: '100%',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumStaleNote' },
);

/** Data that stays readable though it could not be read again: since when, why, and another try. */
export function StaleNote(props: { read: KeptRead }) {
  const { answer, error, again } = props.read;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { t: shared } = useTranslationRef(titaniumReactTranslationRef);
  const errorWords = useErrorWords();
  const classes = useStyles();
  if (!error || !answer) return null;
  const words = errorWords(error);
  return (
    <div className={classes.root} role="status">
      <StateIcon health="degraded" />
      <span title={absoluteTime(answer.at)}>
        {t('metrics.stale')} <RelativeTime time={answer.at} />
      </span>
      <span className={classes.words} title={visibleText(words.message)}>
        {visibleText(words.message)}
      </span>
      <Button size="small" variant="outlined" onClick={again}>
        {shared('components.error.retry')}
      </Button>
    </div>
  );
}
