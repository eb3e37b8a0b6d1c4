import {
  autocompletion,
  closeBrackets,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useTheme } from '@material-ui/core/styles';
import {
  focusRing,
  healthColor,
  monospace,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useRef } from 'react';
import {
  completeLogql,
  KnownLabels,
  logqlHighlight,
  logqlLanguage,
} from './language';

/** @internal */
export interface LogqlEditorProps {
  value: string;
  label: string;
  onChange: (text: string) => void;
  onRun: () => void;
  labels: () => Promise<KnownLabels>;
  /** Where and why the server refused the query. */
  error: { offset: number; message: string } | null;
}

/** One query in CodeMirror. Enter runs it, Shift with Enter begins a line; Tab leaves it. */
export default function LogqlEditor(props: LogqlEditorProps) {
  const theme = useTheme();
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const look = useRef(new Compartment());

  useEffect(() => {
    const editor = new EditorView({
      parent: parent.current!,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          closeBrackets(),
          bracketMatching(),
          logqlLanguage,
          autocompletion({
            override: [completeLogql(() => latest.current.labels())],
            icons: false,
          }),
          Prec.high(
            keymap.of([
              ...completionKeymap,
              {
                key: 'Enter',
                run: () => {
                  latest.current.onRun();
                  return true;
                },
              },
            ]),
          ),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': latest.current.label,
            spellcheck: 'false',
          }),
          EditorView.updateListener.of(update => {
            if (update.docChanged) {
              latest.current.onChange(update.state.doc.toString());
            }
          }),
          look.current.of([]),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({
      effects: look.current.reconfigure([
        syntaxHighlighting(logqlHighlight(theme)),
        EditorView.theme(
          {
            '&': {
              color: theme.palette.text.primary,
              background: theme.palette.background.paper,
              border: `1px solid ${theme.palette.divider}`,
              borderRadius: '4px',
              fontSize: '13px',
            },
            '&.cm-focused': {
              outline: focusRing(theme, -1).outline,
              outlineOffset: '-1px',
            },
            '.cm-scroller': {
              ...monospace,
              lineHeight: '20px',
              maxHeight: '120px',
            },
            '.cm-content': {
              padding: '5px 4px',
              caretColor: theme.palette.text.primary,
            },
            '.cm-cursor': { borderLeftColor: theme.palette.text.primary },
            '.cm-lintRange-error': {
              backgroundImage: 'none',
              textDecoration: `underline wavy ${healthColor(theme, 'failed')}`,
              textUnderlineOffset: '3px',
            },
            '.cm-tooltip': {
              color: theme.palette.text.primary,
              background: theme.palette.background.paper,
              border: `1px solid ${theme.palette.divider}`,
            },
            '.cm-tooltip-autocomplete ul li[aria-selected]': {
              color: theme.palette.text.primary,
              background: theme.palette.action.selected,
            },
            '&.cm-focused .cm-selectionBackground, ::selection': {
              background: `${theme.palette.action.selected} !important`,
            },
          },
          { dark: theme.palette.type === 'dark' },
        ),
      ]),
    });
  }, [theme]);

  const { value, error } = props;
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value) {
      editor.dispatch({
        changes: { from: 0, to: editor.state.doc.length, insert: value },
      });
    }
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { length } = editor.state.doc;
    const from = Math.max(0, Math.min(error?.offset ?? 0, length - 1));
    const word = /^\w+|^\S?/.exec(editor.state.sliceDoc(from, from + 80))![0];
    editor.dispatch(
      setDiagnostics(
        editor.state,
        error
          ? [
              {
                from,
                to: Math.min(length, from + Math.max(1, word.length)),
                severity: 'error',
                message: error.message,
              },
            ]
          : [],
      ),
    );
  }, [error, value]);
  return <div ref={parent} data-testid="titanium-logql" />;
}
