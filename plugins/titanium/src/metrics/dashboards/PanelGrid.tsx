import { makeStyles } from '@material-ui/core/styles';
import { DashboardPanel } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import type { Mark } from '../../timeline';
import { GAP, heightOf, panelRows, ROW } from './layout';
import { PanelCard } from './PanelCard';

const useStyles = makeStyles(
  theme => ({
    row: { margin: '16px 0 8px', fontSize: 14, fontWeight: 600 },
    grid: {
      display: 'grid',
      gap: GAP,
      gridTemplateColumns: 'repeat(24, minmax(0, 1fr))',
      gridAutoRows: ROW,
      [theme.breakpoints.down('sm')]: { display: 'block' },
    },
    cell: {
      minWidth: 0,
      [theme.breakpoints.down('sm')]: { marginBottom: GAP },
    },
  }),
  { name: 'TitaniumPanelGrid' },
);

/** Panels where Grafana has them; one below the other where that is too narrow. */
export function PanelGrid(props: {
  panels: readonly DashboardPanel[];
  request: {
    cluster: string;
    uid: string;
    entityRef: string;
    variables: Record<string, string[]>;
  };
  marks: readonly Mark[];
  onMarks: (marks: Mark[], anchor: HTMLElement) => void;
}) {
  const { panels, request, marks, onMarks } = props;
  const classes = useStyles();
  const rows = useMemo(() => panelRows(panels), [panels]);
  return (
    <>
      {rows.map(({ title, panels: mine }) => (
        <div key={`${title}/${mine[0].id}`}>
          {title !== null && (
            <h3 className={classes.row}>{visibleText(title)}</h3>
          )}
          <div className={classes.grid}>
            {mine.map(panel => (
              <div
                key={panel.id}
                className={classes.cell}
                style={{
                  gridColumn: `${panel.grid.x + 1} / span ${panel.grid.w}`,
                  gridRow: `${panel.grid.y + 1} / span ${panel.grid.h}`,
                  minHeight: heightOf(panel.grid.h),
                }}
              >
                <PanelCard
                  panel={panel}
                  request={request}
                  marks={marks}
                  onMarks={onMarks}
                />
              </div>
            ))}
          </div>
        </div>
      ))}
    </>
  );
}
