import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { titaniumTechdocsTranslationRef } from './translation/ref';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 12,
      boxSizing: 'border-box',
      minHeight: 40,
      padding: '5px 12px',
      fontFamily: theme.typography.fontFamily,
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      '@media print': { display: 'none' },
    },
    button: {
      height: 28,
      padding: '0 12px',
      font: 'inherit',
      color: theme.palette.text.primary,
      background: 'transparent',
      border: `1px solid ${theme.palette.text.secondary}`,
      borderRadius: 4,
      cursor: 'pointer',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: 1,
      },
    },
  }),
  { name: 'TitaniumParseFailure' },
);

/** Says below the first block that no command of the page could be checked. */
export function ParseFailure(props: { error: unknown; onRetry: () => void }) {
  const { error, onRetry } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTechdocsTranslationRef);
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div className={classes.root} data-titanium="parse-failure">
      <span>{t('failed', { message })}</span>
      <button type="button" className={classes.button} onClick={onRetry}>
        {t('retry')}
      </button>
    </div>
  );
}
