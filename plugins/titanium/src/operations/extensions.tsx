import { createRouteRef, PageBlueprint } from '@backstage/frontend-plugin-api';
import DashboardIcon from '@material-ui/icons/DashboardOutlined';
import { OPERATIONS_PATH } from './paths';

export const operationsRouteRef = createRouteRef();

/** How everything is right now. */
export const operationsPage = PageBlueprint.make({
  name: 'operations',
  params: {
    path: OPERATIONS_PATH,
    routeRef: operationsRouteRef,
    title: 'Operations',
    icon: <DashboardIcon fontSize="inherit" />,
    noHeader: true,
    loader: () =>
      import('./OperationsPage').then(module => <module.OperationsPage />),
  },
});
