import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { Notice } from '../../plans/Notice';
import { useErrorWords } from '../../plans/useErrorWords';
import { titaniumReactTranslationRef } from '../../translation';
import { LiveObject } from './useLiveObject';

/** What is shown instead of a form's fields while the live object is not there. */
export function LiveState(props: { live: LiveObject }) {
  const { live } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const errorWords = useErrorWords();
  if (live.state === 'loading') {
    return (
      <div role="status">
        <LinearProgress aria-label={t('commands.form.loading')} />
      </div>
    );
  }
  if (live.state === 'failed') {
    const { title, message } = errorWords(live.error);
    return (
      <Notice role="alert" severity="danger" title={title}>
        {message}
      </Notice>
    );
  }
  return null;
}
