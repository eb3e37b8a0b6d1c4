import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  CopyButton,
  ErrorNotice,
  monospace,
  RelativeTime,
  SkeletonRows,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ReactNode } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { ReadState } from './useRead';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: '12px 24px 24px',
      fontSize: 13,
      [theme.breakpoints.down('xs')]: { padding: '12px 16px 24px' },
    },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 12,
      marginBottom: 8,
      color: theme.palette.text.secondary,
    },
    command: { ...monospace, fontSize: 12, overflowWrap: 'anywhere' },
    again: { marginLeft: 'auto' },
  }),
  { name: 'TitaniumReadPanel' },
);

/** An answer of the platform with its time, its command and a way to read it again. Old answers stay readable. */
export function ReadPanel(props: { read: ReadState; children: ReactNode }) {
  const { read, children } = props;
  const { answer, error } = read;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {error && (
        <ErrorNotice
          title={t('pods.drawer.readFailed')}
          words={error.message}
          onRetry={read.again}
        />
      )}
      {!answer && !error && <SkeletonRows />}
      {answer && (
        <>
          <div className={classes.bar}>
            {answer.command && (
              <span>
                <code className={classes.command}>
                  {visibleText(answer.command)}
                </code>
                <CopyButton
                  text={visibleText(answer.command)}
                  label={t('pods.actions.command')}
                />
              </span>
            )}
            <RelativeTime time={answer.at} />
            <Button
              size="small"
              className={classes.again}
              disabled={read.reading}
              onClick={read.again}
            >
              {t('pods.drawer.again')}
            </Button>
          </div>
          {children}
        </>
      )}
    </div>
  );
}
