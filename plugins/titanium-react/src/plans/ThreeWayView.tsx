import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ThreeWayEntry } from '@titanium-portal/backstage-plugin-titanium-common';
import { StateChip, visibleText } from '../components';
import { monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    scroll: {
      overflowX: 'auto',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: 1,
      },
    },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
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
        padding: '4px 12px 4px 0',
        verticalAlign: 'top',
        overflowWrap: 'anywhere',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
    },
    value: { ...monospace, fontSize: 12, minWidth: 72 },
    state: { whiteSpace: 'nowrap' },
  }),
  { name: 'TitaniumThreeWayView' },
);

/**
 * What a run left, what is there now, and what its undo would write: shown when somebody has changed the object since.
 */
export function ThreeWayView(props: { entries: readonly ThreeWayEntry[] }) {
  const { entries } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const value = (json: string | null) =>
    json === null ? t('plans.notSet') : visibleText(json);
  const stateOf = ({ base, theirs, conflict }: ThreeWayEntry) => {
    if (conflict) {
      return (
        <StateChip health="degraded">{t('plans.threeWay.conflict')}</StateChip>
      );
    }
    return base === theirs
      ? t('plans.threeWay.unchanged')
      : t('plans.threeWay.kept');
  };
  return (
    <div
      className={classes.scroll}
      role="region"
      aria-label={t('plans.threeWay.title')}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={classes.table} aria-label={t('plans.threeWay.title')}>
        <thead>
          <tr>
            <th scope="col">{t('plans.field')}</th>
            <th scope="col">{t('plans.threeWay.base')}</th>
            <th scope="col">{t('plans.threeWay.theirs')}</th>
            <th scope="col">{t('plans.threeWay.ours')}</th>
            <th scope="col">{t('plans.threeWay.state')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(entry => (
            <tr key={entry.path}>
              <td className={classes.value}>{visibleText(entry.path)}</td>
              <td className={classes.value}>{value(entry.base)}</td>
              <td className={classes.value}>{value(entry.theirs)}</td>
              <td className={classes.value}>{value(entry.ours)}</td>
              <td className={classes.state}>{stateOf(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
