import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import WarningIcon from '@material-ui/icons/Warning';
import {
  healthColor,
  monospace,
  titaniumApiRef,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ComponentType, useEffect, useMemo, useRef, useState } from 'react';
import type { TimeRange } from '../../time';
import { titaniumTranslationRef } from '../../translation';
import { errorPlace } from '../model/query';
import type { KnownLabels } from './language';
import type { LogqlEditorProps } from './LogqlEditor';

/** The editor, once it is fetched. */
function useEditor(): ComponentType<LogqlEditorProps> | null {
  const [editor, setEditor] = useState<{
    Editor: ComponentType<LogqlEditorProps>;
  } | null>(null);
  useEffect(() => {
    let wanted = true;
    import('./LogqlEditor').then(
      module => wanted && setEditor({ Editor: module.default }),
      // The query stays readable, and the filters still write it.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, []);
  return editor?.Editor ?? null;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: 8,
      marginBottom: 4,
    },
    editor: { flex: 1, minWidth: 0 },
    waiting: {
      ...monospace,
      fontSize: 13,
      lineHeight: '20px',
      padding: '5px 10px',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      background: theme.palette.background.paper,
      overflowWrap: 'anywhere',
    },
    run: { height: 32, flex: '0 0 auto' },
    error: {
      display: 'flex',
      gap: 8,
      alignItems: 'flex-start',
      margin: '0 0 8px',
      fontSize: 13,
    },
    icon: { fontSize: 18, color: healthColor(theme, 'failed') },
    words: { ...monospace, overflowWrap: 'anywhere' },
  }),
  { name: 'TitaniumQueryLine' },
);

const NO_LABELS: KnownLabels = new Map();

/** The query as it is asked, to be edited; filters write into it. */
export function QueryLine(props: {
  entityRef: string;
  /** The whole query, filters included. */
  text: string;
  range: TimeRange;
  /** The server's words about this query, when it refused it. */
  refusal: string | null;
  onRun: (text: string) => void;
}) {
  const { entityRef, text, range, refusal, onRun } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const api = useApi(titaniumApiRef);
  const Editor = useEditor();
  const [draft, setDraft] = useState(text);
  useEffect(() => setDraft(text), [text]);
  const error = useMemo(
    () =>
      refusal && draft === text
        ? { offset: errorPlace(text, refusal) ?? 0, message: refusal }
        : null,
    [refusal, text, draft],
  );
  const known = useRef<{ key: string; labels: Promise<KnownLabels> }>();
  const labels = () => {
    const key = JSON.stringify([entityRef, range]);
    if (known.current?.key !== key) {
      known.current = {
        key,
        labels: api
          .read({
            action: {
              id: 'loki.labels',
              input: { cluster: null, scope: 'entity', range },
            },
            entityRef,
          })
          .then(({ result }) => {
            const found = new Map<string, string[]>();
            if (result.type === 'table') {
              for (const { cells } of result.rows) {
                const [name, value] = cells.map(String);
                found.set(name, [...(found.get(name) ?? []), value]);
              }
            }
            return found;
          })
          // Without completion the query can be written all the same.
          .catch(() => {
            known.current = undefined;
            return NO_LABELS;
          }),
      };
    }
    return known.current.labels;
  };
  return (
    <>
      <div className={classes.root}>
        <div className={classes.editor}>
          {Editor ? (
            <Editor
              value={draft}
              label={t('logs.query.label')}
              onChange={setDraft}
              onRun={() => onRun(draft)}
              labels={labels}
              error={error}
            />
          ) : (
            <div className={classes.waiting}>{text}</div>
          )}
        </div>
        <Button
          className={classes.run}
          size="small"
          variant={draft === text ? 'outlined' : 'contained'}
          color={draft === text ? 'default' : 'primary'}
          onClick={() => onRun(draft)}
        >
          {t('logs.query.run')}
        </Button>
      </div>
      {error && (
        <div className={classes.error} role="alert">
          <WarningIcon className={classes.icon} aria-hidden />
          <span className={classes.words}>{visibleText(error.message)}</span>
        </div>
      )}
    </>
  );
}
