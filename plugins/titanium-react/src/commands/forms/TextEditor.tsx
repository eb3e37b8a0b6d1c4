import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import { focusRing, healthColor, monospace } from '../../theme';
import { useFirstFocus } from './useFirstFocus';

const LINE = 20;

const useStyles = makeStyles(
  theme => ({
    frame: {
      display: 'flex',
      height: 'min(50vh, 420px)',
      minHeight: 160,
      overflow: 'hidden',
      color: theme.palette.text.primary,
      background: theme.palette.background.default,
      border: `1px solid ${theme.palette.text.secondary}`,
      borderRadius: 4,
      '&:focus-within': focusRing(theme, 1),
    },
    numbers: {
      ...monospace,
      flexShrink: 0,
      minWidth: 40,
      padding: '8px 8px 8px 0',
      overflow: 'hidden',
      textAlign: 'right',
      fontSize: 12,
      lineHeight: `${LINE}px`,
      // Grey would be too faint on this ground.
      color: theme.palette.text.primary,
      borderRight: `1px solid ${theme.palette.divider}`,
      userSelect: 'none',
      '& div': { whiteSpace: 'nowrap' },
    },
    wrong: {
      fontWeight: 700,
      color: healthColor(theme, 'failed'),
      '&::before': { content: '"▸ "' },
    },
    text: {
      ...monospace,
      flex: 1,
      minWidth: 0,
      margin: 0,
      padding: 8,
      border: 0,
      outline: 0,
      resize: 'none',
      overflow: 'auto',
      whiteSpace: 'pre',
      fontSize: 12,
      lineHeight: `${LINE}px`,
      color: 'inherit',
      background: 'transparent',
    },
  }),
  { name: 'TitaniumTextEditor' },
);

/** The offset of a line and column, both from one. */
export function offsetOf(
  text: string,
  { line, column }: { line: number; column: number },
): number {
  const lines = text.split('\n');
  const before = lines
    .slice(0, line - 1)
    .reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}

/** A plain text field with line numbers, which marks the line of a mistake and goes there. */
export function TextEditor(props: {
  id: string;
  value: string;
  placeholder?: string;
  position?: { line: number; column: number };
  describedBy?: string;
  disabled?: boolean;
  onChange(value: string): void;
}) {
  const { id, value, position, onChange } = props;
  const classes = useStyles();
  const text = useFirstFocus<HTMLTextAreaElement>();
  const numbers = useRef<HTMLDivElement>(null);
  const count = value.split('\n').length;

  useEffect(() => {
    const field = text.current;
    if (!position || !field) {
      return;
    }
    const offset = offsetOf(field.value, position);
    field.focus();
    field.setSelectionRange(offset, offset);
    field.scrollTop = Math.max(0, (position.line - 4) * LINE);
  }, [position, text]);

  return (
    <div className={classes.frame}>
      <div ref={numbers} className={classes.numbers} aria-hidden>
        {Array.from({ length: count }, (_, index) => (
          <div
            key={index}
            className={position?.line === index + 1 ? classes.wrong : undefined}
          >
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={text}
        id={id}
        className={classes.text}
        value={value}
        placeholder={props.placeholder}
        disabled={props.disabled}
        wrap="off"
        rows={8}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-invalid={position !== undefined}
        aria-describedby={props.describedBy}
        onChange={event => onChange(event.target.value)}
        onScroll={event => {
          if (numbers.current) {
            numbers.current.scrollTop = event.currentTarget.scrollTop;
          }
        }}
      />
    </div>
  );
}
