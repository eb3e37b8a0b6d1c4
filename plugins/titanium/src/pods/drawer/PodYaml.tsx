import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  ResultView,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { PodRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../../translation';
import { ReadPanel } from './ReadPanel';
import { yamlRequest } from './reads';
import { useRead } from './useRead';

const useStyles = makeStyles(
  {
    // The drawer is high: the text takes what it has.
    tall: { '& [role="region"]': { maxHeight: 'max(240px, 100vh - 240px)' } },
  },
  { name: 'TitaniumPodYaml' },
);

/** The whole pod as the server gives it, without secret values. */
export function PodYaml(props: { pod: PodRow; entityRef: string }) {
  const { pod, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const read = useRead(useApi(titaniumApiRef), yamlRequest(pod, entityRef));
  return (
    <ReadPanel read={read}>
      <p>{t('pods.drawer.redacted')}</p>
      {read.answer && (
        <div className={classes.tall}>
          <ResultView result={read.answer.result} label={`pod-${pod.name}`} />
        </div>
      )}
    </ReadPanel>
  );
}
