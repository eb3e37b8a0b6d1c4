import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { LogsResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { useState } from 'react';
import { ErrorNotice, Freshness } from '../components';
import { LogView } from '../logs';
import { useLogLines } from '../stream';
import { titaniumReactTranslationRef } from '../translation';
import { useStripStyles } from './useStripStyles';

const MOST_LINES = 10_000;

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: 4,
      height: 440,
    },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: 12,
    },
  },
  { name: 'TitaniumFollowedLog' },
);

/** The live log that a following command opens, until it is stopped. */
export function FollowedLog(props: {
  follow: NonNullable<LogsResult['follow']>;
  entityRef: string;
  label: string;
  onStop: () => void;
}) {
  const { follow, entityRef, label, onStop } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const strip = useStripStyles();
  const classes = useStyles();
  const [wrap, setWrap] = useState(false);
  const [timestamps, setTimestamps] = useState(true);
  const [search, setSearch] = useState('');
  const { pods, container } = follow;
  const { view, connection, retry } = useLogLines(
    {
      topic: 'pod-logs',
      entityRef,
      params: { pods, ...(container && { container }) },
    },
    { maxLines: MOST_LINES },
  );
  return (
    <div className={classes.root} data-titanium="followed-log">
      <div className={classes.bar}>
        <Freshness
          connection={connection}
          status={view.status}
          onRetry={retry}
        />
        <button type="button" className={strip.button} onClick={onStop}>
          {t('commands.result.stop')}
        </button>
      </div>
      {view.refused && (
        <ErrorNotice
          title={t('commands.result.failed')}
          words={view.refused.message}
          onRetry={retry}
        />
      )}
      <LogView
        label={label}
        lines={view.lines}
        appended={view.appended}
        gaps={view.gaps}
        live={!view.refused}
        wrap={wrap}
        onWrap={setWrap}
        timestamps={timestamps}
        onTimestamps={setTimestamps}
        search={search}
        onSearch={setSearch}
      />
    </div>
  );
}
