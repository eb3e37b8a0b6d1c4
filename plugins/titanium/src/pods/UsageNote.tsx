import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  StateIcon,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumUsageNote' },
);

/** Says that use is not current, and why in the title, while the pods themselves are. */
export function UsageNote(props: { status: ViewStatus }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const bad = Object.values(props.status).find(
    ({ state }) => state !== 'live' && state !== 'connecting',
  );
  if (!bad) return null;
  return (
    <span
      className={classes.root}
      role="status"
      title={bad.message && visibleText(bad.message)}
    >
      <StateIcon health="degraded" />
      {t('pods.usageStale')}
    </span>
  );
}
