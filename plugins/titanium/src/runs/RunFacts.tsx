import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Run } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  absoluteTime,
  monospace,
  OriginView,
  refName,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { Fragment, ReactNode } from 'react';
import { titaniumTranslationRef } from '../translation';
import { runPath } from './paths';

const useStyles = makeStyles(
  theme => ({
    facts: {
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      gap: '6px 16px',
      margin: 0,
      fontSize: 14,
      lineHeight: '20px',
    },
    name: { color: theme.palette.text.secondary },
    value: { margin: 0, overflowWrap: 'anywhere' },
    mono: { ...monospace, fontSize: 13 },
  }),
  { name: 'TitaniumRunFacts' },
);

/** Who, when, to what, from where. */
export function RunFacts(props: { run: Run }) {
  const { run } = props;
  const { target, plan } = run;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const mono = (text: string) => <span className={classes.mono}>{text}</span>;
  const runLink = (id: string) => (
    <Link to={runPath(id)}>{t('runs.page.run', { id: id.slice(0, 8) })}</Link>
  );
  const facts: [string, ReactNode][] = [
    [t('runs.page.target'), mono(`${target.kind}/${target.name}`)],
    [t('runs.page.namespace'), target.namespace && mono(target.namespace)],
    [t('runs.page.cluster'), mono(target.cluster)],
    [
      t('runs.page.services'),
      run.boundEntityRefs.length > 0 &&
        run.boundEntityRefs.map((ref, index) => (
          <Fragment key={ref}>
            {index > 0 && ', '}
            <EntityRefLink entityRef={ref} />
          </Fragment>
        )),
    ],
    [t('runs.page.requester'), refName(run.requester)],
    [t('runs.page.started'), absoluteTime(run.startedAt)],
    [t('runs.page.ended'), run.endedAt && absoluteTime(run.endedAt)],
    [t('runs.page.origin'), <OriginView plan={plan} />],
    [t('runs.page.undoOf'), run.undoOf && runLink(run.undoOf)],
    [t('runs.page.undoneBy'), run.undoneBy && runLink(run.undoneBy)],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt className={classes.name}>{name}</dt>
            <dd className={classes.value}>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
