import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { ReactNode, useMemo, useState } from 'react';
import { visibleText } from '../../components';
import { diffBackground, monospace } from '../../theme';
import { classNames } from '../../theme/classNames';
import { titaniumReactTranslationRef } from '../../translation';
import { DiffRow, diffRows, SplitRow, splitRows } from './diffRows';

/** Longer objects are not compared in the page; the list of changed fields says what matters. */
const MAX_LENGTH = 200_000;

const useStyles = makeStyles(
  theme => ({
    root: {
      ...monospace,
      fontSize: 12,
      lineHeight: '20px',
      maxHeight: 360,
      overflow: 'auto',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      color: theme.palette.text.primary,
      '@media print': { maxHeight: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: 1,
      },
    },
    table: {
      borderCollapse: 'collapse',
      width: '100%',
      tableLayout: 'fixed',
    },
    number: {
      width: 44,
      padding: '0 8px',
      textAlign: 'right',
      verticalAlign: 'top',
      color: theme.palette.text.secondary,
      userSelect: 'none',
    },
    sign: {
      width: 16,
      padding: 0,
      verticalAlign: 'top',
      userSelect: 'none',
    },
    text: {
      padding: '0 8px 0 0',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      verticalAlign: 'top',
    },
    added: {
      background: diffBackground(theme, 'added'),
      color: theme.palette.text.primary,
    },
    removed: {
      background: diffBackground(theme, 'removed'),
      color: theme.palette.text.primary,
    },
    absent: { background: theme.palette.action.hover },
    half: { borderLeft: `1px solid ${theme.palette.divider}` },
    fold: {
      ...monospace,
      display: 'block',
      width: '100%',
      margin: 0,
      padding: '2px 12px',
      border: 0,
      textAlign: 'left',
      fontSize: 12,
      lineHeight: '20px',
      cursor: 'pointer',
      color: theme.palette.text.primary,
      background: theme.palette.action.hover,
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: -2,
      },
    },
    hidden: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
    },
  }),
  { name: 'TitaniumDiffView' },
);

type Line = Exclude<DiffRow, { type: 'fold' }>;

function Cells(props: { line: Line | null; side?: 'before' | 'after' }) {
  const { line, side } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const half = side === 'after' && classes.half;
  if (!line) {
    return (
      <>
        <td className={classNames(classes.number, classes.absent, half)} />
        <td className={classes.absent} colSpan={2} />
      </>
    );
  }
  const paint = line.type !== 'same' && classes[line.type];
  const sign = { same: '', added: '+', removed: '−' }[line.type];
  return (
    <>
      {(side ? [side] : (['before', 'after'] as const)).map(each => (
        <td key={each} className={classNames(classes.number, paint, half)}>
          {line[each]}
        </td>
      ))}
      <td className={classNames(classes.sign, paint)}>
        <span aria-hidden>{sign}</span>
        {line.type !== 'same' && (
          <span className={classes.hidden}>{t(`plans.diff.${line.type}`)}</span>
        )}
      </td>
      <td className={classNames(classes.text, paint)}>
        {visibleText(line.text)}
      </td>
    </>
  );
}

function Rows(props: {
  rows: readonly (DiffRow | SplitRow)[];
  split: boolean;
}) {
  const { rows, split } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());

  const draw = (row: DiffRow | SplitRow, key: string): ReactNode => {
    if (row.type === 'fold') {
      if (open.has(row.id)) {
        const lines = split ? splitRows(row.rows) : row.rows;
        return lines.map((line, index) => draw(line, `${key}.${index}`));
      }
      return (
        <tr key={key}>
          <td colSpan={split ? 6 : 4} style={{ padding: 0 }}>
            <button
              type="button"
              className={classes.fold}
              onClick={() => setOpen(new Set(open).add(row.id))}
            >
              {t('plans.diff.unfold', { count: row.rows.length })}
            </button>
          </td>
        </tr>
      );
    }
    return (
      <tr key={key}>
        {row.type === 'pair' ? (
          <>
            <Cells line={row.before} side="before" />
            <Cells line={row.after} side="after" />
          </>
        ) : (
          <Cells line={row} />
        )}
      </tr>
    );
  };
  return <>{rows.map((row, index) => draw(row, String(index)))}</>;
}

/** Two texts compared: side by side where there is room, one above the other where not. Unchanged lines are folded. */
export function DiffView(props: {
  before: string;
  after: string;
  label: string;
}) {
  const { before, after, label } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const theme = useTheme();
  const split = useMediaQuery(theme.breakpoints.up('md'), { noSsr: true });
  const tooLong = before.length + after.length > MAX_LENGTH;
  const rows = useMemo(
    () => (tooLong ? [] : diffRows(before, after)),
    [before, after, tooLong],
  );
  if (tooLong) {
    return <div>{t('plans.diff.truncated')}</div>;
  }
  return (
    <div
      className={classes.root}
      role="region"
      aria-label={label}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={classes.table} aria-label={label}>
        <colgroup>
          {split ? (
            <>
              <col style={{ width: 44 }} />
              <col style={{ width: 16 }} />
              <col />
              <col style={{ width: 44 }} />
              <col style={{ width: 16 }} />
              <col />
            </>
          ) : (
            <>
              <col style={{ width: 44 }} />
              <col style={{ width: 44 }} />
              <col style={{ width: 16 }} />
              <col />
            </>
          )}
        </colgroup>
        <tbody>
          <Rows rows={split ? splitRows(rows) : rows} split={split} />
        </tbody>
      </table>
    </div>
  );
}
