import { makeStyles } from '@material-ui/core/styles';
import { focusRing, healthColor } from '../../theme';

export const ROW_HEIGHT = 36;
export const GROUP_HEIGHT = 48;

export const useTableStyles = makeStyles(
  theme => ({
    root: {
      position: 'relative',
      overflow: 'auto',
      contain: 'content',
      fontSize: 13,
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
    head: {
      position: 'sticky',
      top: 0,
      zIndex: 2,
      background: theme.palette.background.paper,
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    line: {
      display: 'grid',
      alignItems: 'center',
      columnGap: 16,
      padding: '0 16px',
      boxSizing: 'border-box',
      [theme.breakpoints.down('xs')]: { columnGap: 8, padding: '0 12px' },
    },
    headLine: { height: 32 },
    headCell: {
      fontSize: 12,
      fontWeight: 600,
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
      minWidth: 0,
    },
    sort: {
      all: 'unset',
      cursor: 'pointer',
      display: 'inline-flex',
      alignItems: 'center',
      gap: 2,
      borderRadius: 2,
      '&:hover': { color: theme.palette.text.primary },
      '&:focus-visible': focusRing(theme, 2),
    },
    sortIcon: { fontSize: 14 },
    body: { position: 'relative' },
    row: {
      position: 'absolute',
      left: 0,
      right: 0,
      top: 0,
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:focus-visible': focusRing(theme),
    },
    pointed: {
      cursor: 'pointer',
      '&:hover': { background: theme.palette.action.hover },
    },
    selected: {
      background: theme.palette.action.selected,
      boxShadow: `inset 2px 0 0 ${theme.palette.primary.main}`,
    },
    group: {
      background: theme.palette.background.default,
      display: 'flex',
      alignItems: 'center',
      padding: '0 16px 0 8px',
    },
    fresh: {
      animation: '$fresh 1600ms ease-out 1',
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
    '@keyframes fresh': {
      from: { backgroundColor: `${healthColor(theme, 'progressing')}33` },
      to: { backgroundColor: 'transparent' },
    },
    cell: {
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    right: { textAlign: 'right', justifySelf: 'stretch' },
    groupCell: { flex: 1, minWidth: 0 },
    indent: {
      paddingLeft: 40,
      [theme.breakpoints.down('xs')]: { paddingLeft: 12 },
    },
  }),
  { name: 'TitaniumTable' },
);
