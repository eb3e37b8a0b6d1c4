import { createRouteRef, PageBlueprint } from '@backstage/frontend-plugin-api';
import HistoryIcon from '@material-ui/icons/History';
import { RUNS_PATH } from './paths';

export const runsRouteRef = createRouteRef();

/** The list of runs and the pages of each. */
export const runsPage = PageBlueprint.make({
  name: 'runs',
  params: {
    path: RUNS_PATH,
    routeRef: runsRouteRef,
    title: 'Runs',
    icon: <HistoryIcon fontSize="inherit" />,
    noHeader: true,
    loader: () => import('./RunsRouter').then(module => <module.RunsRouter />),
  },
});
