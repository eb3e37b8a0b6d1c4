import { makeStyles } from '@material-ui/core/styles';
import { healthColor, monospace, riskColor } from '../theme';

/** Height of a strip of one line; pages reserve it before strips are drawn. @public */
export const STRIP_HEIGHT = 40;

/**
 * Styles of strips. Plain elements in pixels: they live among the styles of a document, whose root size is not ours, and
 * a page may have hundreds.
 */
export const useStripStyles = makeStyles(
  theme => {
    const focus = {
      outline: `2px solid ${theme.palette.text.primary}`,
      outlineOffset: 1,
    };
    return {
      block: {
        fontFamily: theme.typography.fontFamily,
        fontSize: 13,
        lineHeight: '20px',
        color: theme.palette.text.primary,
        background: theme.palette.background.paper,
        border: `1px solid ${theme.palette.divider}`,
        borderRadius: 4,
        '@media print': { breakInside: 'avoid' },
      },
      strip: {
        boxSizing: 'border-box',
        minHeight: STRIP_HEIGHT - 2,
        '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
      },
      row: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: '4px 12px',
        padding: '5px 8px 5px 12px',
      },
      icon: {
        flexShrink: 0,
        fontSize: 18,
        color: theme.palette.text.secondary,
      },
      title: { fontWeight: 600, whiteSpace: 'nowrap' },
      muted: { color: theme.palette.text.secondary, minWidth: 0 },
      risklow: { color: riskColor(theme, 'low') },
      riskmedium: { color: riskColor(theme, 'medium'), fontWeight: 600 },
      riskhigh: { color: riskColor(theme, 'high'), fontWeight: 600 },
      grow: { flex: '1 1 auto', minWidth: 0 },
      fields: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: '4px 12px',
        minWidth: 0,
      },
      field: { display: 'inline-flex', alignItems: 'center', gap: 6 },
      button: {
        flexShrink: 0,
        boxSizing: 'border-box',
        height: 28,
        minWidth: 72,
        margin: 0,
        padding: '0 12px',
        font: 'inherit',
        fontWeight: 600,
        color: theme.palette.text.primary,
        background: 'transparent',
        border: `1px solid ${theme.palette.text.secondary}`,
        borderRadius: 4,
        cursor: 'pointer',
        whiteSpace: 'nowrap',
        '&:hover': { background: theme.palette.action.hover },
        '&:focus-visible': focus,
        '@media print': { display: 'none' },
      },
      link: {
        margin: 0,
        padding: 0,
        font: 'inherit',
        color: theme.palette.text.primary,
        background: 'none',
        border: 0,
        textDecoration: 'underline',
        cursor: 'pointer',
        '&:focus-visible': focus,
      },
      result: { padding: '0 8px 8px' },
      failed: { color: healthColor(theme, 'failed') },
      advice: { padding: '5px 12px 8px 42px', marginTop: -4 },
      source: {
        ...monospace,
        // Documents paint and pad their inline code.
        '&&': { padding: 0, background: 'none', color: 'inherit' },
        display: 'block',
        marginTop: 2,
        fontSize: 12,
        lineHeight: '18px',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      },
      mark: {
        color: 'inherit',
        '&&': { background: 'transparent', boxShadow: 'none' },
        textDecoration: `underline wavy ${healthColor(theme, 'failed')}`,
        textUnderlineOffset: 3,
        fontWeight: 700,
      },
    };
  },
  { name: 'TitaniumStrip' },
);
