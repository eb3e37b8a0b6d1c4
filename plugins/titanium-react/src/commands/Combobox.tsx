import { makeStyles } from '@material-ui/core/styles';
import { KeyboardEvent, ReactNode, Ref, useId, useState } from 'react';
import { PickerChoice } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { healthColor, monospace } from '../theme';
import { classNames } from '../theme/classNames';

const useStyles = makeStyles(
  theme => ({
    root: { position: 'relative', display: 'inline-flex' },
    input: {
      ...monospace,
      boxSizing: 'border-box',
      height: 28,
      width: 200,
      maxWidth: '60vw',
      margin: 0,
      padding: '0 8px',
      fontSize: 12,
      lineHeight: '18px',
      color: theme.palette.text.primary,
      background: theme.palette.background.default,
      border: `1px solid ${theme.palette.text.secondary}`,
      borderRadius: 4,
      '&::placeholder': { color: theme.palette.text.secondary, opacity: 1 },
      '&:focus': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: 1,
      },
    },
    invalid: { borderColor: healthColor(theme, 'failed') },
    popup: {
      position: 'absolute',
      zIndex: 10,
      top: 32,
      left: 0,
      minWidth: '100%',
      width: 'max-content',
      maxWidth: 'min(480px, 90vw)',
      maxHeight: 280,
      overflow: 'auto',
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      boxShadow: theme.shadows[4],
    },
    list: { padding: '4px 0' },
    option: {
      padding: '4px 12px',
      fontSize: 12,
      lineHeight: '18px',
      cursor: 'pointer',
    },
    active: { background: theme.palette.action.selected },
    value: { ...monospace, overflowWrap: 'anywhere' },
    detail: { color: theme.palette.text.secondary },
    note: {
      padding: '6px 12px',
      fontSize: 12,
      lineHeight: '18px',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumCombobox' },
);

/**
 * A text field with live choices that never forces one of them. Its list is drawn beside it, not in the document's body,
 * so that it works and stays labelled inside a shadow root.
 */
export function Combobox(props: {
  label: string;
  value: string;
  placeholder?: string;
  choices: readonly PickerChoice[];
  /** What to say below the choices, or instead of them. */
  note?: ReactNode;
  invalid?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onChange: (value: string) => void;
  /** Called when the list opens. */
  onOpen: () => void;
  /** Called for Enter when no choice is marked. */
  onSubmit?: () => void;
}) {
  const { label, value, choices, note, invalid, onChange, onOpen } = props;
  const classes = useStyles();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(false);
  const [active, setActive] = useState(-1);

  const wanted = value.trim().toLowerCase();
  const shown =
    typed && wanted
      ? choices.filter(choice => choice.value.toLowerCase().includes(wanted))
      : choices;
  const hasPopup = open && (shown.length > 0 || Boolean(note));

  const show = () => {
    if (!open) {
      setOpen(true);
      setTyped(false);
      setActive(-1);
      onOpen();
    }
  };
  const hide = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (choice: PickerChoice) => {
    onChange(choice.value);
    hide();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // A letter being composed (Korean) is not a command yet.
    if (event.nativeEvent.isComposing) {
      return;
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        if (!open) {
          show();
        } else if (shown.length > 0) {
          const step = event.key === 'ArrowDown' ? 1 : -1;
          const from = active < 0 && step < 0 ? 0 : active;
          setActive((from + step + shown.length) % shown.length);
        }
        break;
      }
      case 'Enter':
        event.preventDefault();
        if (open && shown[active]) {
          choose(shown[active]);
        } else {
          hide();
          props.onSubmit?.();
        }
        break;
      case 'Escape':
        if (open) {
          event.stopPropagation();
          hide();
        }
        break;
      default:
    }
  };

  return (
    <span className={classes.root}>
      <input
        ref={props.inputRef}
        className={classNames(classes.input, invalid && classes.invalid)}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={hasPopup}
        aria-controls={hasPopup ? `${id}list` : undefined}
        aria-activedescendant={
          hasPopup && active >= 0 ? `${id}option${active}` : undefined
        }
        aria-invalid={invalid || undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={props.placeholder}
        value={value}
        onChange={event => {
          show();
          setTyped(true);
          setActive(-1);
          onChange(event.target.value);
        }}
        onFocus={show}
        onClick={show}
        onBlur={hide}
        onKeyDown={onKeyDown}
      />
      {hasPopup && (
        <div
          className={classes.popup}
          // Keeps the focus in the field, also for the scroll bar.
          onMouseDown={event => event.preventDefault()}
          role="presentation"
        >
          <div
            id={`${id}list`}
            role="listbox"
            aria-label={label}
            className={classes.list}
          >
            {shown.map((choice, index) => (
              // The field keeps the focus; keys are handled there.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={choice.value}
                id={`${id}option${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className={classNames(
                  classes.option,
                  index === active && classes.active,
                )}
                onMouseEnter={() => setActive(index)}
                onClick={() => choose(choice)}
              >
                <div className={classes.value}>{visibleText(choice.value)}</div>
                {choice.detail && (
                  <div className={classes.detail}>
                    {visibleText(choice.detail)}
                  </div>
                )}
              </div>
            ))}
          </div>
          {note && <div className={classes.note}>{note}</div>}
        </div>
      )}
    </span>
  );
}
