import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { RunProgress as Progress } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { healthColor, monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { useRunWords } from './useRunWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexDirection: 'column', gap: 4, fontSize: 14 },
    bar: {
      height: 6,
      borderRadius: 3,
      background: theme.palette.action.selected,
      '& > div': { background: healthColor(theme, 'progressing') },
      '@media (prefers-reduced-motion: reduce)': {
        '& > div': { transition: 'none', animation: 'none' },
      },
    },
    waiting: {
      ...monospace,
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: 12,
      lineHeight: '18px',
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'TitaniumRunProgress' },
);

/** "2 of 3 ready" with what is still awaited and why. */
export function RunProgress(props: { progress: Progress; active: boolean }) {
  const { progress, active } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const words = useRunWords();
  const counted = progress.done !== undefined && progress.total !== undefined;
  return (
    <div className={classes.root}>
      <div aria-live="polite">
        {counted
          ? t('runs.readyOf', {
              done: String(progress.done),
              total: String(progress.total),
            })
          : visibleText(words.progress(progress))}
      </div>
      {active && (
        <LinearProgress
          className={classes.bar}
          aria-label={t('runs.progressLabel')}
          variant={counted ? 'determinate' : 'indeterminate'}
          value={
            counted
              ? (100 * progress.done!) / Math.max(1, progress.total!)
              : undefined
          }
        />
      )}
      {active && progress.waitingFor && progress.waitingFor.length > 0 && (
        <ul className={classes.waiting} aria-label={t('runs.waitingFor')}>
          {progress.waitingFor.slice(0, 5).map(object => (
            <li key={`${object.kind}/${object.name}`}>
              {object.kind}/{object.name}
              {object.reason ? ` · ${visibleText(object.reason)}` : ''}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
