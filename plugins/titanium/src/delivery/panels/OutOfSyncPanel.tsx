import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  DiffResultView,
  ErrorNotice,
  RelativeTime,
  SkeletonRows,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useRead } from '../../pods/drawer/useRead';
import { titaniumTranslationRef } from '../../translation';
import { DeliveryData } from '../model/data';
import { ApplicationRef, diffRequest } from '../model/requests';
import { isOutOfSync } from '../resources/filter';
import { Panel } from './Panel';

const useStyles = makeStyles(
  theme => ({
    note: {
      margin: '0 0 8px',
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumOutOfSyncPanel' },
);

/** What a sync would change, while the cluster is not as git says. */
export function OutOfSyncPanel(props: {
  data: DeliveryData;
  target: ApplicationRef;
}) {
  const { data, target } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { application, resources } = data;
  const differs = application?.sync === 'OutOfSync';
  const version = [
    ...(application?.revisions ?? []).map(({ id }) => id),
    ...resources.filter(isOutOfSync).map(({ key }) => key),
  ].join();
  const read = useRead(
    useApi(titaniumApiRef),
    differs ? diffRequest(target, []) : null,
    version,
  );
  if (!differs) return null;
  const result = read.answer?.result;
  return (
    <Panel
      title={t('delivery.diff.title')}
      tools={
        read.answer && (
          <span className={classes.note} style={{ margin: 0 }}>
            <RelativeTime time={read.answer.at} />
          </span>
        )
      }
    >
      <p className={classes.note}>{t('delivery.diff.text')}</p>
      {!read.answer && !read.error && <SkeletonRows rows={2} />}
      {read.error && (
        <ErrorNotice
          title={t('delivery.diff.failed')}
          words={read.error.message}
          onRetry={read.again}
        />
      )}
      {result?.type === 'diff' && (
        <DiffResultView
          result={result}
          label={t('delivery.diff.title')}
          empty={t('delivery.diff.none')}
        />
      )}
    </Panel>
  );
}
