import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { visibleText } from '../../components/text/visibleText';
import { Notice } from '../../plans/Notice';
import { useErrorWords } from '../../plans/useErrorWords';
import { titaniumReactTranslationRef, useServerWords } from '../../translation';
import { useFormStyles } from './useFormStyles';
import { Source } from './useSource';

function Address({ url }: { url: string }) {
  // The server reads only such; another would not be a link to follow.
  return /^https?:\/\//.test(url) ? (
    <Link to={url}>{url}</Link>
  ) : (
    <>{visibleText(url)}</>
  );
}

/** Whether the command's file was found in the source of the page's service, and where; or why not. */
export function SourceState(props: { source: Source; path: string }) {
  const { source, path } = props;
  const classes = useFormStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { message } = useServerWords();
  const errorWords = useErrorWords();
  switch (source.state) {
    case 'loading':
      return <LinearProgress aria-label={t('commands.form.source.loading')} />;
    case 'found':
      return (
        <div className={classes.hint}>
          {t(
            source.files.length
              ? 'commands.form.source.folder'
              : 'commands.form.source.file',
            { path },
          )}{' '}
          <Address url={source.url} />
          {source.files.length > 0 && (
            <details>
              <summary>
                {t('commands.form.source.files', {
                  count: source.files.length,
                })}
              </summary>
              <ul className={classes.files}>
                {source.files.map(file => (
                  <li key={file}>{file}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      );
    case 'missing':
      return (
        <Notice
          role="note"
          severity={source.reason === 'no-location' ? 'info' : 'warning'}
          title={t('commands.form.source.missing')}
        >
          {message(
            `commands.form.source.reasons.${source.reason}`,
            source.reason,
          )}{' '}
          {source.detail && (
            <div className={classes.detail}>{visibleText(source.detail)}</div>
          )}
          {source.url && (
            <div>
              <Address url={source.url} />
            </div>
          )}
        </Notice>
      );
    case 'failed': {
      const words = errorWords(source.error);
      return (
        <Notice
          role="note"
          severity="warning"
          title={t('commands.form.source.missing')}
        >
          {`${words.title}: ${words.message}`}
        </Notice>
      );
    }
    default:
      return null;
  }
}
