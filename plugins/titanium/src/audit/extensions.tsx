import { createRouteRef, PageBlueprint } from '@backstage/frontend-plugin-api';
import VerifiedUserIcon from '@material-ui/icons/VerifiedUserOutlined';
import { AUDIT_PATH } from './paths';

export const auditRouteRef = createRouteRef();

/** The whole audit. */
export const auditPage = PageBlueprint.make({
  name: 'audit',
  params: {
    path: AUDIT_PATH,
    routeRef: auditRouteRef,
    title: 'Audit',
    icon: <VerifiedUserIcon fontSize="inherit" />,
    noHeader: true,
    loader: () => import('./AuditPage').then(module => <module.AuditPage />),
  },
});
