import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ErrorNotice,
  LogList,
  LogListHandle,
  SkeletonRows,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useRead } from '../../pods/drawer/useRead';
import { titaniumTranslationRef } from '../../translation';
import { lineKey } from '../model/lines';

const STEP = 50;
const MOST = 500;

const useStyles = makeStyles(
  {
    paper: { height: '80vh', display: 'flex', flexDirection: 'column' },
    lines: { flex: 1, minHeight: 0, display: 'flex', padding: '0 24px' },
  },
  { name: 'TitaniumLogContext' },
);

/** What the same container wrote before and after a line, whatever the query leaves out. */
export function ContextDialog(props: {
  line: LogLine;
  entityRef: string;
  onClose: () => void;
}) {
  const { line, entityRef, onClose } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const narrow = useMediaQuery('(max-width:600px)');
  const api = useApi(titaniumApiRef);
  const [around, setAround] = useState(STEP);
  const { answer, error, reading, again } = useRead(api, {
    action: {
      id: 'loki.context',
      input: {
        cluster: null,
        labels: line.labels ?? {},
        time: line.time,
        before: around,
        after: around,
      },
    },
    entityRef,
  });
  const last = useRef<LogLine[]>([]);
  if (answer?.result.type === 'logs') last.current = answer.result.lines;
  const lines = last.current;
  const limited =
    answer?.result.type === 'logs' && answer.result.query?.limited === true;
  const log = useMemo(
    () => ({ lines, appended: lines.length, gaps: [] }),
    [lines],
  );
  const container = useRef<HTMLDivElement>(null);
  const handle = useRef<LogListHandle>(null);
  const key = lineKey(line);
  const index = lines.findIndex(each => lineKey(each) === key);
  useEffect(() => {
    if (index >= 0) handle.current?.scrollTo(index);
  }, [index]);
  return (
    <Dialog
      open
      fullWidth
      maxWidth="lg"
      fullScreen={narrow}
      onClose={onClose}
      classes={{ paper: narrow ? undefined : classes.paper }}
      aria-labelledby="titanium-log-context"
    >
      <DialogTitle id="titanium-log-context">
        {t('logs.context.title', { pod: line.pod ?? '' })}
      </DialogTitle>
      <div className={classes.lines}>
        {error && (
          <ErrorNotice
            title={t('logs.context.failed')}
            words={error.message}
            onRetry={again}
          />
        )}
        {!error && lines.length === 0 && reading && <SkeletonRows />}
        {!error && (lines.length > 0 || !reading) && (
          <LogList
            log={log}
            label={t('logs.context.title', { pod: line.pod ?? '' })}
            container={container}
            handle={handle}
            wrap={narrow}
            timestamps
            levels
            readable
            needle=""
            current={index < 0 ? null : index}
            follow={false}
            empty={t('logs.context.empty')}
          />
        )}
      </div>
      <DialogActions>
        <Button
          disabled={!limited || around >= MOST || reading}
          onClick={() => setAround(Math.min(MOST, around * 4))}
        >
          {t('logs.context.more')}
        </Button>
        <Button onClick={onClose}>{t('logs.context.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
