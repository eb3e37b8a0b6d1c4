import { createRouteRef, PageBlueprint } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import HistoryIcon from '@material-ui/icons/History';
import { Tab } from '../tabs/Tab';
import { isRunsEntity } from './isRunsEntity';
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

/**
 * The Runs tab. Not a part of Delivery: a database or a cluster's own resource is changed too and has no delivery, and
 * what was done by hand must be found while Argo CD is away.
 */
export const runsContent = EntityContentBlueprint.make({
  name: 'runs',
  params: {
    path: '/runs',
    title: 'Runs',
    filter: isRunsEntity,
    loader: () =>
      import('./RunsContent').then(module => (
        <Tab>
          <module.RunsContent />
        </Tab>
      )),
  },
});
