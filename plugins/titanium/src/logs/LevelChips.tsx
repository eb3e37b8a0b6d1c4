import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import ClearIcon from '@material-ui/icons/Clear';
import {
  focusRing,
  monospace,
  StateIcon,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';
import { GROUP_LEVELS, LEVEL_GROUPS, LevelGroup } from './model/buckets';
import { LabelFilter } from './model/query';

const HEALTH = {
  error: 'failed',
  warn: 'degraded',
  info: 'progressing',
  other: 'unknown',
} as const;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', gap: 8, minWidth: 0 },
    chip: {
      minHeight: 28,
      maxWidth: '100%',
      padding: '0 10px',
      gap: 6,
      borderRadius: 14,
      border: `1px solid ${theme.palette.divider}`,
      fontFamily: 'inherit',
      fontSize: 13,
      color: theme.palette.text.primary,
      '&:hover': { background: theme.palette.action.hover },
      '&:focus-visible': focusRing(theme, 1),
    },
    chosen: {
      borderColor: theme.palette.text.primary,
      background: theme.palette.action.selected,
      fontWeight: 600,
    },
    count: {
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
    label: {
      ...monospace,
      fontSize: 12,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'TitaniumLevelChips' },
);

/** Which levels and labels are shown; each chip says how many lines it has within the time. */
export function LevelChips(props: {
  counts: Readonly<Record<string, number>>;
  levels: readonly string[];
  onLevels: (levels: string[]) => void;
  labels: readonly LabelFilter[];
  onLabels: (labels: LabelFilter[]) => void;
}) {
  const { counts, levels, labels } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const chosen = (group: LevelGroup) =>
    GROUP_LEVELS[group].some(level => levels.includes(level));
  const toggle = (group: LevelGroup) => {
    const rest = levels.filter(level => !GROUP_LEVELS[group].includes(level));
    props.onLevels(chosen(group) ? rest : [...rest, ...GROUP_LEVELS[group]]);
  };
  return (
    <div className={classes.root}>
      <div role="group" aria-label={t('logs.levels')} className={classes.root}>
        {LEVEL_GROUPS.map(group => {
          const count = GROUP_LEVELS[group].reduce(
            (sum, level) => sum + (counts[level] ?? 0),
            0,
          );
          return (
            <ButtonBase
              key={group}
              disableRipple
              aria-pressed={chosen(group)}
              className={`${classes.chip} ${
                chosen(group) ? classes.chosen : ''
              }`}
              onClick={() => toggle(group)}
            >
              <StateIcon health={HEALTH[group]} />
              {t(`logs.groups.${group}`)}
              <span className={classes.count}>
                {Math.round(count).toLocaleString()}
              </span>
            </ButtonBase>
          );
        })}
      </div>
      {labels.map((label, index) => (
        <ButtonBase
          key={`${label.name}${label.op}${label.value}`}
          disableRipple
          className={`${classes.chip} ${classes.chosen}`}
          aria-label={t('logs.removeLabel', {
            label: `${label.name} ${label.op} ${label.value}`,
          })}
          onClick={() =>
            props.onLabels(labels.filter((_, other) => other !== index))
          }
        >
          <span className={classes.label}>
            {label.name} {label.op} {label.value}
          </span>
          <ClearIcon style={{ fontSize: 14 }} aria-hidden />
        </ButtonBase>
      ))}
    </div>
  );
}
