import { makeStyles } from '@material-ui/core/styles';
import { focusRing, monospace } from '../../theme';

export const useFormStyles = makeStyles(
  theme => ({
    form: { display: 'flex', flexDirection: 'column', gap: 16, minWidth: 0 },
    target: {
      ...monospace,
      margin: 0,
      fontSize: 13,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
      color: theme.palette.text.secondary,
    },
    hint: {
      margin: 0,
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
      gap: 16,
    },
    label: {
      display: 'block',
      marginBottom: 4,
      fontSize: 13,
      lineHeight: '20px',
      fontWeight: 600,
      color: theme.palette.text.primary,
    },
    input: {
      boxSizing: 'border-box',
      width: '100%',
      height: 36,
      padding: '0 12px',
      font: 'inherit',
      fontSize: 14,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.primary,
      background: theme.palette.background.default,
      border: `1px solid ${theme.palette.text.secondary}`,
      borderRadius: 4,
      '&:focus-visible': focusRing(theme, 1),
    },
    choice: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: 8,
      fontSize: 14,
      lineHeight: '20px',
      cursor: 'pointer',
      '& input': { margin: '3px 0 0' },
      '& input:focus-visible': focusRing(theme, 1),
    },
    choices: {
      display: 'flex',
      flexDirection: 'column',
      gap: 8,
      margin: 0,
      padding: 0,
      border: 0,
    },
  }),
  { name: 'TitaniumForm' },
);
