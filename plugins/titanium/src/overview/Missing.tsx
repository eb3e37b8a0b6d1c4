import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  ARGOCD_APP_NAME_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  PROMETHEUS_SELECTOR_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  CopyButton,
  monospace,
  StreamView,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';

const PARTS = ['rollouts', 'alerts', 'signals', 'delivery'] as const;

const useStyles = makeStyles(
  theme => ({
    root: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      fontSize: 12,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
    },
    line: { ...monospace, overflowWrap: 'anywhere' },
  }),
  { name: 'TitaniumOverviewMissing' },
);

/** Which parts are not here, and the line that brings each; nothing when all are. */
export function Missing(props: {
  name: string;
  views: Record<(typeof PARTS)[number], StreamView>;
}) {
  const { name, views } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const lines = {
    rollouts: `${KUBERNETES_ID_ANNOTATION}: ${name}`,
    alerts: `${KUBERNETES_ID_ANNOTATION}: ${name}`,
    signals: `${PROMETHEUS_SELECTOR_ANNOTATION}: '{namespace="…", app="${name}"}'`,
    delivery: `${ARGOCD_APP_NAME_ANNOTATION}: ${name}`,
  };
  const missing = PARTS.filter(part => views[part].refused);
  if (missing.length === 0) return null;
  return (
    <ul className={classes.root} aria-label={t('overview.missing.label')}>
      {missing.map(part => {
        const { code, message } = views[part].refused!;
        const what = t(`overview.missing.${part}`);
        switch (code) {
          case 'not-installed':
            return (
              <li key={part}>{t('overview.missing.notInstalled', { what })}</li>
            );
          case 'forbidden':
            return (
              <li key={part}>{t('overview.missing.forbidden', { what })}</li>
            );
          case 'missing-annotation':
            return (
              <li key={part}>
                {t('overview.missing.annotation', { what })}{' '}
                <code className={classes.line}>{lines[part]}</code>
                <CopyButton text={lines[part]} />
              </li>
            );
          default:
            return (
              <li key={part}>
                {t('overview.missing.failed', { what })}{' '}
                <code className={classes.line}>{visibleText(message)}</code>
              </li>
            );
        }
      })}
    </ul>
  );
}
