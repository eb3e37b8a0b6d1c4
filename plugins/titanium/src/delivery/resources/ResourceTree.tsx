import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import CollapsedIcon from '@material-ui/icons/ChevronRight';
import ExpandedIcon from '@material-ui/icons/ExpandMore';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  focusRing,
  monospace,
  useRovingRow,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { KeyboardEvent, MouseEvent, useMemo, useRef } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { ResourceFacts } from './cells';
import { TreeLine } from './tree';

const LINE_HEIGHT = 36;

const useStyles = makeStyles(
  theme => ({
    root: {
      '--indent': '20px',
      [theme.breakpoints.down('xs')]: { '--indent': '10px' },
      position: 'relative',
      maxHeight: 'max(320px, 60vh)',
      overflow: 'auto',
      contain: 'content',
      fontSize: 13,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
    all: { position: 'relative' },
    line: {
      position: 'absolute',
      top: 0,
      left: 0,
      right: 0,
      boxSizing: 'border-box',
      height: LINE_HEIGHT,
      display: 'flex',
      alignItems: 'center',
      gap: 12,
      paddingRight: 12,
      cursor: 'pointer',
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:hover': { background: theme.palette.action.hover },
      '&:focus-visible': focusRing(theme),
    },
    selected: { background: theme.palette.action.selected },
    chevron: { flex: '0 0 20px', display: 'inline-flex', fontSize: 20 },
    name: {
      flex: '0 1 auto',
      minWidth: 96,
      [theme.breakpoints.down('sm')]: { flex: '1 1 auto' },
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    mono: { ...monospace, fontSize: 12 },
    kind: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumResourceTree' },
);

/**
 * Objects under their owners, only what is in sight. One stop for Tab; arrows move, right and left open and close or go
 * to the owner, Enter shows the object.
 */
export function ResourceTree(props: {
  lines: readonly TreeLine[];
  selected: string | null;
  onOpen: (key: string) => void;
  onToggle: (key: string, expanded: boolean) => void;
}) {
  const { lines, selected, onOpen, onToggle } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const container = useRef<HTMLDivElement>(null);
  const indexes = useMemo(
    () => new Map(lines.map(({ key }, index) => [key, index])),
    [lines],
  );
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => container.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: index => lines[index].key,
    overscan: 12,
  });
  const roving = useRovingRow({
    items: lines,
    indexOf: key => indexes.get(key) ?? -1,
    container,
    pageSize: () =>
      Math.max(
        1,
        Math.floor((container.current?.clientHeight ?? 0) / LINE_HEIGHT) - 1,
      ),
    scrollTo: index => virtualizer.scrollToIndex(index),
    onEnter: ({ key }) => onOpen(key),
    onSide: (line, side) => {
      const open = side === 'right';
      if (line.expanded !== undefined && line.expanded !== open) {
        onToggle(line.key, open);
      } else if (open && line.expanded) {
        roving.goTo(indexes.get(line.key)! + 1);
      } else if (!open && line.parent !== null) {
        roving.goTo(indexes.get(line.parent) ?? 0);
      }
    },
  });
  const lineOf = (event: MouseEvent | KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>(
      '[data-index]',
    );
    return row ? lines[Number(row.dataset.index)] : undefined;
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const line = lineOf(event);
    if (!line || window.getSelection()?.toString()) return;
    const chevron = (event.target as HTMLElement).closest('[data-chevron]');
    if (chevron && line.expanded !== undefined) {
      onToggle(line.key, !line.expanded);
    } else {
      onOpen(line.key);
    }
  };
  const drawn = virtualizer.getVirtualItems();
  // The line that Tab leads to is there, even out of sight.
  const tabStop = drawn.some(({ index }) => index === roving.activeIndex)
    ? roving.activeIndex
    : drawn[0]?.index;
  return (
    // Keys and clicks are those of the lines, taken here once for all of them.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={container}
      role="tree"
      tabIndex={-1}
      aria-label={t('delivery.resources.tree')}
      className={classes.root}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onFocus}
      onBlur={roving.onBlur}
      onClick={onClick}
    >
      <div
        role="presentation"
        className={classes.all}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {drawn.map(({ index, start }) => {
          const line = lines[index];
          const { row } = line;
          const Chevron = line.expanded ? ExpandedIcon : CollapsedIcon;
          return (
            <div
              key={line.key}
              role="treeitem"
              data-index={index}
              data-key={line.key}
              tabIndex={index === tabStop ? 0 : -1}
              aria-level={line.level}
              aria-posinset={line.position}
              aria-setsize={line.siblings}
              aria-expanded={line.expanded}
              aria-selected={line.key === selected}
              className={
                line.key === selected
                  ? `${classes.line} ${classes.selected}`
                  : classes.line
              }
              style={{
                transform: `translateY(${start}px)`,
                paddingLeft: `calc(4px + ${Math.min(
                  line.level - 1,
                  6,
                )} * var(--indent))`,
              }}
            >
              <span className={classes.chevron} data-chevron aria-hidden>
                {line.expanded !== undefined && <Chevron fontSize="inherit" />}
              </span>
              <span className={classes.name} title={`${row.kind}/${row.name}`}>
                <span className={classes.kind}>{row.kind}</span>{' '}
                <span className={classes.mono}>{row.name}</span>
              </span>
              <ResourceFacts row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
