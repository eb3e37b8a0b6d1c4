import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { healthColor } from '../../theme';
import { titaniumReactTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      gap: 8,
      width: '100%',
      minWidth: 0,
    },
    track: {
      position: 'relative',
      flex: '1 1 24px',
      minWidth: 16,
      maxWidth: 72,
      height: 6,
      borderRadius: 3,
      background: theme.palette.action.disabledBackground,
    },
    fill: {
      position: 'absolute',
      inset: '0 auto 0 0',
      borderRadius: 3,
      background: theme.palette.text.secondary,
    },
    high: { background: healthColor(theme, 'degraded') },
    full: { background: healthColor(theme, 'failed') },
    request: {
      position: 'absolute',
      left: '50%',
      top: -2,
      bottom: -2,
      width: 1,
      background: theme.palette.text.secondary,
    },
    value: {
      flex: '0 0 auto',
      minWidth: '5ch',
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    },
    none: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumUsageBar' },
);

/** @public */
export interface UsageBarProps {
  /** "CPU", "Memory". */
  name: string;
  /** Null while nothing was measured. */
  value: number | null;
  request: number | null;
  limit: number | null;
  format: (value: number) => string;
  /** Says the share of the limit instead of the value. */
  percent?: boolean;
}

/**
 * Where a use stands: the middle is what was requested, the end is the limit. Between them the scale is straight, so
 * that small requests under generous limits stay readable; without a request the whole bar is the limit's.
 */
function shareOf(
  value: number,
  request: number | null,
  limit: number | null,
): number | null {
  if (request && limit && limit > request) {
    return value <= request
      ? (value / request) * 0.5
      : 0.5 +
          (Math.min(value - request, limit - request) / (limit - request)) *
            0.5;
  }
  const end = limit || (request && request * 2);
  return end ? Math.min(1, value / end) : null;
}

/**
 * Use against request (the mark) and limit (the end), in words in the title.
 * @public
 */
export function UsageBar(props: UsageBarProps) {
  const { name, value, request, limit, format } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  if (value === null) {
    return (
      <span
        className={classes.none}
        title={t('components.usage.none', { name })}
      >
        –
      </span>
    );
  }
  const share = shareOf(value, request, limit);
  const marked = request !== null && (limit === null || limit > request);
  const against = limit ?? request;
  const words = {
    name,
    value: format(value),
    request: request === null ? '' : format(request),
    limit: limit === null ? '' : format(limit),
    percent: against ? String(Math.round((value / against) * 100)) : '',
  };
  let key: 'used' | 'ofLimit' | 'ofRequest' | 'ofBoth' = 'used';
  if (limit !== null) key = request === null ? 'ofLimit' : 'ofBoth';
  else if (request !== null) key = 'ofRequest';
  let level = '';
  if (limit && value >= limit * 0.95) level = classes.full;
  else if (limit && value >= limit * 0.8) level = classes.high;
  return (
    <span className={classes.root} title={t(`components.usage.${key}`, words)}>
      <span className={classes.track} aria-hidden>
        {share !== null && (
          <span
            className={`${classes.fill} ${level}`}
            style={{ width: `${share * 100}%` }}
          />
        )}
        {marked && <span className={classes.request} />}
      </span>
      <span className={classes.value}>
        {props.percent && limit ? `${words.percent} %` : format(value)}
      </span>
    </span>
  );
}
