import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { StateChip } from '@titanium-portal/backstage-plugin-titanium-react';
import { useId } from 'react';
import { formatValue, TimeChart } from '../../charts';
import { useTimeRange } from '../../time';
import type { Mark } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { Signal, SIGNAL_THRESHOLDS } from './model';
import { useSignalWords } from './useSignalWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      minWidth: 0,
      padding: '12px 12px 8px',
      borderRadius: 4,
      border: `1px solid ${theme.palette.divider}`,
      background: theme.palette.background.paper,
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: 12,
      minWidth: 0,
    },
    title: { margin: 0, fontSize: 14, fontWeight: 600, lineHeight: '24px' },
    value: {
      marginLeft: 'auto',
      fontSize: 20,
      lineHeight: '24px',
      fontWeight: 600,
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    },
    part: {
      marginRight: 8,
      fontSize: 12,
      fontWeight: 400,
      color: theme.palette.text.secondary,
    },
    change: {
      margin: 0,
      minHeight: 36,
      fontSize: 12,
      lineHeight: '18px',
      wordBreak: 'keep-all',
      overflowWrap: 'anywhere',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumSignalCard' },
);

/** One golden signal: its value now, how it compares, and its course. */
export function SignalCard(props: {
  signal: Signal;
  marks: readonly Mark[];
  onMarks: (marks: Mark[], anchor: HTMLElement) => void;
}) {
  const { signal, marks, onMarks } = props;
  const { shown, zoom } = useTimeRange();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const words = useSignalWords();
  const classes = useStyles();
  const id = useId();
  const title = words.name(signal.name);
  return (
    <section className={classes.root} role="group" aria-labelledby={id}>
      <div className={classes.head}>
        <h3 className={classes.title} id={id}>
          {title}
        </h3>
        {signal.state && signal.state !== 'healthy' && (
          <StateChip health={signal.state}>
            {t(`metrics.state.${signal.state}`)}
          </StateChip>
        )}
        <span className={classes.value}>
          {signal.main && (
            <span className={classes.part}>
              {words.part(signal.name, signal.main)}
            </span>
          )}
          {formatValue(signal.value, signal.unit)}
        </span>
      </div>
      <p className={classes.change}>{words.compare(signal)}</p>
      <TimeChart
        title={title}
        data={signal.data}
        unit={signal.unit}
        window={shown}
        height={152}
        thresholds={SIGNAL_THRESHOLDS[signal.name]}
        marks={marks}
        onMarks={onMarks}
        onZoom={zoom}
        syncKey="titanium-metrics"
      />
    </section>
  );
}
