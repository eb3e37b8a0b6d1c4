import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import InfoIcon from '@material-ui/icons/InfoOutlined';
import WarningIcon from '@material-ui/icons/Warning';
import { ReactNode } from 'react';
import { healthColor, monospace } from '../../theme';
import { titaniumReactTranslationRef } from '../../translation';
import { CopyButton } from '../copy/CopyButton';
import { visibleText } from '../text/visibleText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      gap: 16,
      padding: '24px 16px',
      color: theme.palette.text.primary,
      wordBreak: 'keep-all',
      overflowWrap: 'anywhere',
    },
    body: { minWidth: 0, maxWidth: 720 },
    icon: { color: healthColor(theme, 'unknown'), marginTop: 2 },
    alarm: { color: healthColor(theme, 'degraded'), marginTop: 2 },
    title: { margin: 0, fontSize: 16, fontWeight: 600, lineHeight: '24px' },
    text: { margin: '4px 0 0', color: theme.palette.text.secondary },
    line: {
      display: 'flex',
      alignItems: 'center',
      gap: 8,
      marginTop: 12,
      padding: '4px 4px 4px 12px',
      borderRadius: 4,
      background: theme.palette.action.hover,
    },
    code: {
      ...monospace,
      flex: 1,
      minWidth: 0,
      fontSize: 13,
      lineHeight: '20px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      padding: '4px 0',
    },
    actions: { marginTop: 12, display: 'flex', gap: 8, flexWrap: 'wrap' },
  }),
  { name: 'TitaniumNotice' },
);

/** @public */
export interface NoticeProps {
  title: string;
  children?: ReactNode;
  /** A line to copy: an annotation, a command. */
  line?: string;
  copyLabel?: string;
  actions?: ReactNode;
}

/** Why there is nothing here, and the line that changes it. @public */
export function EmptyState(props: NoticeProps) {
  const { title, children, line, copyLabel, actions } = props;
  const classes = useStyles();
  return (
    <section className={classes.root}>
      <InfoIcon className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <h2 className={classes.title}>{title}</h2>
        {children && <div className={classes.text}>{children}</div>}
        {line && (
          <div className={classes.line}>
            <code className={classes.code}>{line}</code>
            <CopyButton text={line} label={copyLabel} />
          </div>
        )}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </section>
  );
}

/** What went wrong, in our sentence and in the platform's own words, and one next step. @public */
export function ErrorNotice(props: {
  title: string;
  children?: ReactNode;
  /** The platform's own words. */
  words?: string;
  onRetry?: () => void;
}) {
  const { title, children, onRetry } = props;
  const words = props.words && visibleText(props.words);
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  return (
    <section className={classes.root} role="alert">
      <WarningIcon className={classes.alarm} aria-hidden />
      <div className={classes.body}>
        <h2 className={classes.title}>{title}</h2>
        {children && <div className={classes.text}>{children}</div>}
        {words && (
          <div className={classes.line}>
            <code className={classes.code}>{words}</code>
            <CopyButton text={words} />
          </div>
        )}
        {onRetry && (
          <div className={classes.actions}>
            <Button size="small" variant="outlined" onClick={onRetry}>
              {t('components.error.retry')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

/** The standard state of a page whose entity says nothing about its objects. @public */
export function MissingAnnotation(props: {
  entity: string;
  annotation: string;
  value: string;
}) {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return (
    <EmptyState
      title={t('components.missing.title')}
      line={`${props.annotation}: ${props.value}`}
      copyLabel={t('components.missing.copy')}
    >
      {t('components.missing.description', { entity: props.entity })}
    </EmptyState>
  );
}
