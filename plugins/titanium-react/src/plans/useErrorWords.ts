import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TitaniumRequestError } from '../api';
import { visibleText } from '../components/text/visibleText';
import { titaniumReactTranslationRef, useServerWords } from '../translation';

/** What went wrong in two parts: which case it is, in the page's language, and the server's own sentence. @public */
export function useErrorWords(): (error: unknown) => {
  title: string;
  message: string;
} {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { message } = useServerWords();
  return error => {
    const other = t('plans.failed.other');
    if (!(error instanceof TitaniumRequestError)) {
      return {
        title: other,
        message: visibleText(
          error instanceof Error ? error.message : String(error),
        ),
      };
    }
    if (error.status === 0) {
      return {
        title: t('plans.failed.unreachable'),
        message: visibleText(error.message),
      };
    }
    return {
      title: message(`plans.failed.${error.code}`, other),
      message: visibleText(error.message),
    };
  };
}
