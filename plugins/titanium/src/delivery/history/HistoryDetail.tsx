import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  absoluteTime,
  DiffResultView,
  ErrorNotice,
  SkeletonRows,
  titaniumApiRef,
  useRunDuration,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryHistoryRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { useRead } from '../../pods/drawer/useRead';
import { titaniumTranslationRef } from '../../translation';
import { Images } from '../head/Images';
import { RevisionLine } from '../head/Revisions';
import { ApplicationRef, diffRequest } from '../model/requests';

const useStyles = makeStyles(
  theme => ({
    root: { padding: '4px 0 16px', fontSize: 13, lineHeight: '20px' },
    facts: {
      display: 'grid',
      gridTemplateColumns: 'max-content 1fr',
      gap: '4px 16px',
      margin: '0 0 12px',
      '& dt': { color: theme.palette.text.secondary },
      '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
    },
    message: { whiteSpace: 'pre-wrap' },
    block: { display: 'block' },
    heading: { margin: '0 0 4px', fontSize: 13, fontWeight: 600 },
  }),
  { name: 'TitaniumHistoryDetail' },
);

/** A deployment of the past: its whole commits, and what going back to it would change. */
export function HistoryDetail(props: {
  row: DeliveryHistoryRow;
  target: ApplicationRef;
}) {
  const { row, target } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const duration = useRunDuration();
  const read = useRead(
    useApi(titaniumApiRef),
    row.current
      ? null
      : diffRequest(
          target,
          row.revisions.map(({ id }) => id),
        ),
  );
  const result = read.answer?.result;
  return (
    <div className={classes.root}>
      <dl className={classes.facts}>
        {row.revisions.map((revision, index) => (
          <div key={`${index}:${revision.id}`} style={{ display: 'contents' }}>
            <dt>{t('delivery.history.commit')}</dt>
            <dd>
              <span className={classes.block}>
                <RevisionLine revision={revision} />
              </span>
              {revision.message?.includes('\n') && (
                <span className={classes.message}>
                  {visibleText(
                    revision.message.split('\n').slice(1).join('\n').trim(),
                  )}
                </span>
              )}
            </dd>
          </div>
        ))}
        <dt>{t('delivery.history.when')}</dt>
        <dd>
          {absoluteTime(row.deployedAt)}
          {row.deployStartedAt &&
            ` · ${t('delivery.operation.took', {
              duration: duration(row.deployStartedAt, row.deployedAt),
            })}`}
        </dd>
        {row.images.length > 0 && (
          <>
            <dt>{t('delivery.facts.images')}</dt>
            <dd>
              <Images images={row.images} />
            </dd>
          </>
        )}
        {row.sources.map((source, index) => (
          <div key={index} style={{ display: 'contents' }}>
            <dt>{t('delivery.facts.source')}</dt>
            <dd>
              {visibleText(
                [source.repo, source.path ?? source.chart]
                  .filter(Boolean)
                  .join(' · '),
              )}
            </dd>
          </div>
        ))}
      </dl>
      {!row.current && (
        <>
          <h3 className={classes.heading}>
            {t('delivery.history.wouldChange')}
          </h3>
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
              label={t('delivery.history.revision', { id: String(row.id) })}
              empty={t('delivery.history.noChange')}
            />
          )}
        </>
      )}
    </div>
  );
}
