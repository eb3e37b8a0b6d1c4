import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { StateChip, visibleText } from '../components';
import { titaniumReactTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '2px 10px',
      minWidth: 0,
    },
    why: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumOriginView' },
);

/** The page a step stands on, at its heading and for the service it was opened for; undefined for an odd reference. */
export function originHref({
  origin,
  entityRef,
}: Pick<Plan, 'origin' | 'entityRef'>): string | undefined {
  const { documentRef, path, anchor } = origin;
  if (!documentRef || path === undefined) {
    return undefined;
  }
  try {
    const { namespace, kind, name } = parseEntityRef(documentRef);
    const page = ['docs', namespace, kind, name, ...path.split('/')]
      .filter(segment => segment !== '' && !/^\.+$/.test(segment))
      .map(encodeURIComponent)
      .join('/');
    const search =
      entityRef && entityRef !== documentRef
        ? `?entity=${encodeURIComponent(entityRef)}`
        : '';
    return `/${page}${search}${anchor ? `#${encodeURIComponent(anchor)}` : ''}`;
  } catch {
    return undefined;
  }
}

/**
 * Where a plan came from: for a step of a document the way back to it, and whether the server has found it in the
 * published page.
 * @public
 */
export function OriginView(props: {
  plan: Pick<Plan, 'origin' | 'entityRef'>;
}) {
  const { origin } = props.plan;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const href = originHref(props.plan);
  if (!href) {
    return <>{t(`plans.origin.types.${origin.type}`)}</>;
  }
  return (
    <span className={classes.root}>
      <Link to={href}>
        {visibleText(origin.heading || origin.path || origin.documentRef || '')}
      </Link>
      <StateChip health={origin.verified ? 'healthy' : 'degraded'}>
        {t(
          origin.verified ? 'plans.origin.verified' : 'plans.origin.unverified',
        )}
      </StateChip>
      {origin.problem && (
        <span className={classes.why}>
          {t(`plans.origin.problems.${origin.problem}`)}
        </span>
      )}
    </span>
  );
}
