import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  monospace,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryWindowRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../../translation';
import { Panel } from './Panel';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      '& th, & td': {
        textAlign: 'left',
        padding: '6px 16px 6px 0',
        borderBottom: `1px solid ${theme.palette.divider}`,
        whiteSpace: 'nowrap',
      },
      '& th': { fontSize: 12, color: theme.palette.text.secondary },
      '& tr:last-child td': { borderBottom: 0 },
    },
    schedule: { ...monospace, fontSize: 12 },
  }),
  { name: 'TitaniumWindowsPanel' },
);

/** When Argo CD may sync the application, and whether it may now. */
export function WindowsPanel(props: { windows: readonly DeliveryWindowRow[] }) {
  const { windows } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  if (windows.length === 0) return null;
  const can = windows[0].canSync;
  return (
    <Panel
      title={t('delivery.windows.title')}
      note={
        <StateChip health={can ? 'healthy' : 'paused'}>
          {t(can ? 'delivery.windows.open' : 'delivery.windows.shut')}
        </StateChip>
      }
    >
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {(['kind', 'schedule', 'duration', 'now', 'manual'] as const).map(
                column => (
                  <th key={column} scope="col">
                    {t(`delivery.windows.columns.${column}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {windows.map(window => (
              <tr key={window.key}>
                <td>{t(`delivery.windows.kind.${window.kind}`)}</td>
                <td className={classes.schedule}>
                  {visibleText(window.schedule)}
                  {window.timeZone ? ` ${window.timeZone}` : ''}
                </td>
                <td>{visibleText(window.duration)}</td>
                <td>
                  {t(
                    window.active
                      ? 'delivery.windows.active'
                      : 'delivery.windows.inactive',
                  )}
                </td>
                <td>
                  {t(
                    window.manualSync
                      ? 'delivery.windows.manual'
                      : 'delivery.windows.noManual',
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
