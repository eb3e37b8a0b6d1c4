import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { riskColor } from '../theme';
import { titaniumReactTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      height: 22,
      padding: '0 8px',
      borderRadius: 11,
      fontSize: 12,
      fontWeight: 600,
      whiteSpace: 'nowrap',
      color: (props: { risk: Plan['risk'] }) => riskColor(theme, props.risk),
      border: (props: { risk: Plan['risk'] }) =>
        `1px solid ${riskColor(theme, props.risk)}`,
    },
  }),
  { name: 'TitaniumRiskLabel' },
);

/** The risk as a word: low in grey, medium amber, high red. */
export function RiskLabel(props: { risk: Plan['risk'] }) {
  const classes = useStyles(props);
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return <span className={classes.root}>{t(`plans.risk.${props.risk}`)}</span>;
}
