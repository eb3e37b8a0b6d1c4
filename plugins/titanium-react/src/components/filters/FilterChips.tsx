import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { focusRing } from '../../theme';
import { classNames } from '../../theme/classNames';
import { titaniumReactTranslationRef } from '../../translation';

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
    },
    count: {
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumFilterChips' },
);

/** One of a few ways to narrow a list, each with how many it would show. @public */
export function FilterChips<T extends string>(props: {
  options: readonly { id: T; label: string; count: number }[];
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
          {option.label}
          <span className={classes.count}>{option.count}</span>
        </ButtonBase>
      ))}
    </div>
  );
}
