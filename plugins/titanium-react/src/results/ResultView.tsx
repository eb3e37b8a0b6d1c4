import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import DownloadIcon from '@material-ui/icons/GetApp';
import { useState } from 'react';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import { CopyButton } from '../components';
import { titaniumReactTranslationRef } from '../translation';
import { DescriptionView } from './DescriptionView';
import { DiffResultView } from './DiffResultView';
import { saveText } from './saveText';
import { SeriesView } from './SeriesView';
import { TableView } from './TableView';
import { LogLinesView, TextView } from './TextView';
import { resultExtension, resultToText } from './toText';

const useStyles = makeStyles(
  theme => ({
    root: {
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      background: theme.palette.background.paper,
      overflow: 'hidden',
    },
    toolbar: {
      display: 'flex',
      justifyContent: 'flex-end',
      flexWrap: 'wrap',
      gap: 4,
      padding: '2px 4px',
      borderTop: `1px solid ${theme.palette.divider}`,
      '@media print': { display: 'none' },
    },
    empty: {
      padding: 12,
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    padded: { padding: '4px 12px' },
    object: {
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
  }),
  { name: 'TitaniumResultView' },
);

/** @public */
export interface ResultViewProps {
  result: Result;
  /** Says what it is the result of; for screen readers and the name of a download. */
  label: string;
}

function Body(props: ResultViewProps & { wide: boolean }) {
  const { result, label, wide } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  switch (result.type) {
    case 'table':
      return result.rows.length === 0 ? (
        <div className={classes.empty}>{t('results.emptyTable')}</div>
      ) : (
        <TableView table={result} label={label} wide={wide} />
      );
    case 'rows':
      return (
        <TableView
          label={label}
          table={{
            columns: result.columns.map(name => ({ name, type: 'string' })),
            rows: result.rows.map(cells => ({ cells })),
          }}
        />
      );
    case 'logs':
      return result.lines.length === 0 ? (
        <div className={classes.empty}>{t('results.emptyLogs')}</div>
      ) : (
        <LogLinesView lines={result.lines} label={label} />
      );
    case 'series':
      return <SeriesView result={result} label={label} />;
    case 'objects':
      return (
        <>
          {result.objects.map(object => (
            <div
              key={`${object.ref.kind}/${object.ref.namespace}/${object.ref.name}`}
              className={classes.object}
            >
              <TextView
                text={object.text}
                label={`${object.ref.kind}/${object.ref.name}`}
              />
            </div>
          ))}
        </>
      );
    case 'description':
      return <DescriptionView description={result} />;
    case 'diff':
      return (
        <div className={classes.padded}>
          <DiffResultView result={result} label={label} />
        </div>
      );
    case 'text':
      return <TextView text={result.text} label={label} />;
    default:
      return <TextView text={resultToText(result)} label={label} />;
  }
}

/** The typed answer of a read, with copy and download. @public */
export function ResultView(props: ResultViewProps) {
  const { result, label } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const hasWide =
    result.type === 'table' && result.columns.some(column => column.wide);
  const [wide, setWide] = useState(false);
  return (
    <div className={classes.root}>
      <Body {...props} wide={wide} />
      <div className={classes.toolbar}>
        {hasWide && (
          <Button
            size="small"
            aria-pressed={wide}
            onClick={() => setWide(!wide)}
          >
            {t('results.wide')}
          </Button>
        )}
        <CopyButton
          variant="text"
          label={t('results.copy')}
          text={() => resultToText(result)}
        />
        <Button
          size="small"
          startIcon={<DownloadIcon fontSize="inherit" />}
          onClick={() =>
            saveText(
              `${label.replace(/[^\p{L}\p{N}]+/gu, '-')}.${resultExtension(
                result,
              )}`,
              resultToText(result),
            )
          }
        >
          {t('results.download')}
        </Button>
      </div>
    </div>
  );
}
