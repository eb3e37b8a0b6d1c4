import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { Health } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  StateChip,
  visuallyHidden,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../../../translation';

const useStyles = makeStyles(
  { root: { position: 'relative' }, hidden: visuallyHidden },
  { name: 'TitaniumStateWord' },
);

/** What a value means by the panel's thresholds; nothing where it has none. What is normal needs no eyes. */
export function StateWord(props: { state: Health | undefined }) {
  const { state } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  if (!state) return null;
  const word = t(`metrics.state.${state}`);
  return state === 'healthy' ? (
    <span className={classes.root}>
      <span className={classes.hidden}>{word}</span>
    </span>
  ) : (
    <StateChip health={state}>{word}</StateChip>
  );
}
