import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { StepPreview } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { DiffView } from './diff/DiffView';
import { usePlanWords } from './usePlanWords';

const useStyles = makeStyles(
  theme => ({
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      marginBottom: 8,
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.primary,
      '& th': {
        textAlign: 'left',
        fontWeight: 500,
        padding: '2px 12px 2px 0',
        color: theme.palette.text.secondary,
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& td': {
        ...monospace,
        fontSize: 12,
        padding: '4px 12px 4px 0',
        verticalAlign: 'top',
        overflowWrap: 'anywhere',
        // Values of a few letters stay in one piece beside a long path.
        minWidth: 64,
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
    },
    hint: {
      fontSize: 13,
      color: theme.palette.text.secondary,
      margin: '4px 0 8px',
    },
  }),
  { name: 'TitaniumStepChanges' },
);

/** What a step changes: the fields in a table, then the whole object compared. */
export function StepChanges(props: { preview: StepPreview }) {
  const { preview } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const words = usePlanWords();
  const value = (json: string | null) =>
    json === null ? t('plans.notSet') : visibleText(json);

  if (preview.source === 'none') {
    return (
      <div className={classes.hint}>{visibleText(words.preview(preview))}</div>
    );
  }
  return (
    <>
      {preview.entries.length > 0 ? (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('plans.field')}</th>
              <th scope="col">{t('plans.before')}</th>
              <th scope="col">{t('plans.after')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.entries.map(entry => (
              <tr key={entry.path}>
                <td>{visibleText(entry.path)}</td>
                <td>{value(entry.before)}</td>
                <td>{value(entry.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <div className={classes.hint}>{t('plans.noChange')}</div>
      )}
      {preview.source === 'computed' && (
        <div className={classes.hint}>{t('plans.computed')}</div>
      )}
      {(preview.before !== undefined || preview.after !== undefined) &&
        preview.before !== preview.after && (
          <DiffView
            before={preview.before ?? ''}
            after={preview.after ?? ''}
            label={t('plans.diff.label')}
          />
        )}
    </>
  );
}
