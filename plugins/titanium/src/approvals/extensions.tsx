import { createRouteRef, PageBlueprint } from '@backstage/frontend-plugin-api';
import PlaylistAddCheckIcon from '@material-ui/icons/PlaylistAddCheck';
import { APPROVALS_PATH } from './paths';

export const approvalsRouteRef = createRouteRef();

/** What waits for a second person, and the page of each plan, where notifications lead. */
export const approvalsPage = PageBlueprint.make({
  name: 'approvals',
  params: {
    path: APPROVALS_PATH,
    routeRef: approvalsRouteRef,
    title: 'Approvals',
    icon: <PlaylistAddCheckIcon fontSize="inherit" />,
    noHeader: true,
    loader: () =>
      import('./ApprovalsRouter').then(module => <module.ApprovalsRouter />),
  },
});
