import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { Health } from '@titanium-portal/backstage-plugin-titanium-common';
import { focusRing } from '../../theme';
import { classNames } from '../../theme/classNames';
import { titaniumReactTranslationRef } from '../../translation';
import { StateIcon } from '../state/StateIcon';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', gap: 8 },
    chip: {
      height: 32,
      padding: '0 12px',
      gap: 6,
      borderRadius: 16,
      border: `1px solid ${theme.palette.divider}`,
      fontFamily: 'inherit',
      fontSize: 13,
      color: theme.palette.text.primary,
      transition: 'background-color 120ms ease-out',
      '&:hover': { background: theme.palette.action.hover },
      '&:focus-visible': focusRing(theme, 1),
      '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
    },
    chosen: {
      borderColor: theme.palette.text.primary,
      background: theme.palette.action.selected,
      fontWeight: 600,
      '& $count': { color: theme.palette.text.primary },
    },
    count: {
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumFilterChips' },
);

/** @public */
export interface FilterChipOption<T extends string> {
  id: T;
  label: string;
  /** How many it would show. */
  count: number;
  /** Draws the state's icon: there is something to look at. */
  health?: Health;
}

/** One of a few ways to narrow a list, each with how many it would show. @public */
export function FilterChips<T extends string>(props: {
  options: readonly FilterChipOption<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  const { options, value, onChange } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  return (
    <div
      role="group"
      aria-label={t('components.filters')}
      className={classes.root}
    >
      {options.map(option => (
        <ButtonBase
          key={option.id}
          disableRipple
          className={classNames(
            classes.chip,
            option.id === value && classes.chosen,
          )}
          aria-pressed={option.id === value}
          onClick={() => onChange(option.id)}
        >
          {option.health && <StateIcon health={option.health} />}
          {option.label} <span className={classes.count}>{option.count}</span>
        </ButtonBase>
      ))}
    </div>
  );
}
